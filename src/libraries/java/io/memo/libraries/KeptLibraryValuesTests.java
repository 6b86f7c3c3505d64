package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Range;
import com.google.common.collect.TreeMultimap;
import com.google.common.collect.TreeMultiset;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.StructuralHasher;
import io.memo.store.serial.StrictSerialization;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.trust.LoadedClassFingerprints;
import io.memo.store.trust.StorableClasses;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoPage;
import org.springframework.data.geo.GeoResult;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Point;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;

@DisplayName("Issue 14.15, SPEC 7.9: what people return is kept: pages, collections of Kotlin, Guava and Spring")
class KeptLibraryValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();
    private final ResultCodec codec = codec();

    private static ResultCodec codec() {
        try {
            return codecs().forResults(Object.class);
        } catch (NotStorableException e) {
            throw new AssertionError(e);
        }
    }

    private static MemoCodec codecs() {
        ClassLoader loader = KeptLibraryValuesTests.class.getClassLoader();
        StorableClasses classes = new StorableClasses(
                loader,
                name -> false,
                Set.of(),
                new LoadedClassFingerprints(CodeFingerprinter.forPackages(loader, "io.memo.nothing")));
        return new StrictSerialization(classes, 1 << 20);
    }

    static Stream<Object> pages() {
        return Stream.of(
                new PageImpl<>(List.of("tea", "salt")),
                new PageImpl<>(
                        List.of("tea"), PageRequest.of(2, 1, Sort.by("name").descending()), 7),
                new PageImpl<>(List.of()),
                new SliceImpl<>(List.of("tea"), PageRequest.of(0, 1), true),
                new SliceImpl<>(List.of("tea")),
                PageRequest.of(3, 4),
                Sort.by(Sort.Order.asc("name").ignoreCase().nullsLast()),
                Sort.unsorted(),
                new GeoPage<>(
                        new GeoResults<>(List.of(new GeoResult<>("tea", new Distance(1)))), PageRequest.of(0, 1), 1),
                new Point(1, 2));
    }

    static Stream<Object> kotlin() {
        return Stream.of(
                CollectionsKt.emptyList(),
                MapsKt.emptyMap(),
                SetsKt.emptySet(),
                CollectionsKt.listOf("tea"),
                CollectionsKt.listOf("tea", "salt"),
                CollectionsKt.mutableListOf("tea"),
                MapsKt.mapOf(new Pair<>("tea", 1)),
                MapsKt.mapOf(new Pair<>("tea", 1), new Pair<>("salt", 2)),
                SetsKt.setOf("tea", "salt"),
                CollectionsKt.listOfNotNull("tea", null, "salt"),
                CollectionsKt.sorted(List.of("tea", "salt")),
                CollectionsKt.sortedDescending(List.of(1, 2)),
                CollectionsKt.chunked(List.of(1, 2, 3), 2),
                MapsKt.toSortedMap(Map.of("tea", 1)),
                new Pair<>("tea", List.of(1)),
                new Triple<>(1, "two", 3L));
    }

    static Stream<Object> guava() {
        return Stream.of(
                ImmutableList.of(),
                ImmutableList.of(1),
                ImmutableList.of(1, 2, 3),
                ImmutableList.of(1, 2, 3).subList(1, 3),
                ImmutableList.of(1, 2, 3).reverse(),
                ImmutableSet.of(),
                ImmutableSet.of(1),
                ImmutableSet.of(1, 2, 3),
                ImmutableMap.of(),
                ImmutableMap.of("a", 1),
                ImmutableMap.of("a", 1, "b", 2),
                ImmutableMap.of("a", 1, "b", 2).values(),
                ImmutableMap.of("a", 1, "b", 2).keySet(),
                ImmutableBiMap.of("a", 1),
                ImmutableSortedSet.of(3, 1),
                ImmutableSortedMap.of("b", 1, "a", 2),
                ImmutableMultiset.of("a", "a", "b"),
                ImmutableListMultimap.of("a", 1, "a", 2),
                ImmutableSetMultimap.of("a", 1, "b", 2),
                ImmutableTable.of("a", 1, "x"),
                filled(ArrayListMultimap.create()),
                filled(HashMultimap.create()),
                filled(LinkedHashMultimap.create()),
                filled(TreeMultimap.create()),
                HashBiMap.create(Map.of("a", 1)),
                HashMultiset.create(List.of("a", "a")),
                TreeMultiset.create(List.of("b", "a")),
                HashBasedTable.create(ImmutableTable.of("a", 1, "x")),
                Range.closedOpen(1, 3));
    }

    private static Object filled(com.google.common.collect.Multimap<String, Integer> map) {
        map.put("a", 1);
        map.put("b", 2);
        map.put("a", 3);
        return map;
    }

    static Stream<Object> spring() {
        LinkedMultiValueMap<String, String> many = new LinkedMultiValueMap<>();
        many.add("a", "1");
        many.add("a", "2");
        LinkedCaseInsensitiveMap<Integer> insensitive = new LinkedCaseInsensitiveMap<>();
        insensitive.put("Tea", 1);
        return Stream.of(many, insensitive, new ArrayList<>(List.of(many)));
    }

    @ParameterizedTest
    @MethodSource({"pages", "kotlin", "guava", "spring"})
    void comesBackAsItWas(Object value) throws Exception {
        Object copy = codec.decode(codec.encode(value));
        assertThat(HASHER.digest(copy)).isEqualTo(HASHER.digest(value));
        assertThat(copy).isEqualTo(value).hasToString(value.toString());
    }

    @Test
    @DisplayName("what is on no list is named at once, with what it is made of, and the property that is named helps")
    void everyClassIsNamedAtOnce() throws Exception {
        List<Object> unlisted = Arrays.asList(
                new org.apache.commons.lang3.mutable.MutableInt(1),
                "plain",
                new org.apache.commons.lang3.mutable.MutableObject<>(
                        new org.apache.commons.lang3.mutable.MutableBoolean(true)));
        assertThatThrownBy(() -> codec.encode(unlisted))
                .isInstanceOf(NotStorableException.class)
                .hasMessageContaining("memo.persist.allow=org.apache.commons.lang3.mutable.MutableBoolean,"
                        + "org.apache.commons.lang3.mutable.MutableInt,org.apache.commons.lang3.mutable.MutableObject");
    }

    interface Scrolled {
        Window<String> names();

        List<Map<String, Window<Integer>>> deep();
    }

    @ParameterizedTest
    @ValueSource(strings = {"names", "deep"})
    @DisplayName("SPEC 7.9, issue 14.15: a window, whose positions are code, is refused when the application starts")
    void windowsAreToldAtTheStart(String method) throws Exception {
        Type result = Scrolled.class.getDeclaredMethod(method).getGenericReturnType();
        assertThatThrownBy(() -> codecs().forResults(result))
                .isInstanceOf(NotStorableException.class)
                .hasMessageContaining("return its content, and the position to go on from, as a record");
        assertThatThrownBy(() -> codec.encode(Window.from(List.of("tea"), ScrollPosition::offset)))
                .isInstanceOf(NotStorableException.class)
                .hasMessageContaining("return its content");
    }
}
