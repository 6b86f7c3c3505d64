package io.memo.store.trust;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes of libraries that results may hold without being named: values and collections that run no code of others while they are
 * read but {@code hashCode}, {@code equals} and comparators. Of Guava all that hold functions or make room before they know for
 * how much are left out. The bytes of their class files count, so another release of the library is a miss.
 */
final class LibraryTypes {

    private static final Set<String> NAMES = Set.of(
            "kotlin.Pair",
            "kotlin.Triple",
            "kotlin.Unit",
            "kotlin.collections.EmptyList",
            "kotlin.collections.EmptyMap",
            "kotlin.collections.EmptySet",
            "kotlin.collections.builders.SerializedCollection",
            "kotlin.collections.builders.SerializedMap",
            "kotlin.collections.builders.ListBuilder",
            "kotlin.collections.builders.MapBuilder",
            "kotlin.collections.builders.SetBuilder",
            "org.apache.commons.lang3.tuple.ImmutablePair",
            "org.apache.commons.lang3.tuple.ImmutableTriple",
            "org.apache.commons.lang3.tuple.MutablePair",
            "org.apache.commons.lang3.tuple.MutableTriple",
            "org.apache.commons.lang3.tuple.Pair",
            "org.apache.commons.lang3.tuple.Triple",
            "org.springframework.data.domain.AbstractPageRequest",
            "org.springframework.data.domain.Chunk",
            "org.springframework.data.domain.KeysetScrollPosition",
            "org.springframework.data.domain.OffsetScrollPosition",
            "org.springframework.data.domain.PageImpl",
            "org.springframework.data.domain.PageRequest",
            "org.springframework.data.domain.Range",
            "org.springframework.data.domain.Range$Bound",
            "org.springframework.data.domain.SliceImpl",
            "org.springframework.data.domain.Sort",
            "org.springframework.data.domain.Sort$Direction",
            "org.springframework.data.domain.Sort$NullHandling",
            "org.springframework.data.domain.Sort$Order",
            "org.springframework.data.domain.Unpaged",
            "org.springframework.data.geo.Box",
            "org.springframework.data.geo.Circle",
            "org.springframework.data.geo.Distance",
            "org.springframework.data.geo.GeoPage",
            "org.springframework.data.geo.GeoResult",
            "org.springframework.data.geo.GeoResults",
            "org.springframework.data.geo.Metrics",
            "org.springframework.data.geo.Point",
            "org.springframework.data.geo.Polygon",
            "org.springframework.data.util.Pair",
            "org.springframework.http.HttpHeaders",
            "org.springframework.http.HttpMethod",
            "org.springframework.http.HttpStatus",
            "org.springframework.http.MediaType",
            "org.springframework.http.ReadOnlyHttpHeaders",
            "org.springframework.util.LinkedCaseInsensitiveMap",
            "org.springframework.util.LinkedCaseInsensitiveMap$1",
            "org.springframework.util.LinkedMultiValueMap",
            "org.springframework.util.MimeType",
            "org.springframework.util.MultiValueMapAdapter",
            "org.springframework.util.UnmodifiableMultiValueMap");

    /** By package: how the names of the classes begin, behind it, with all that is nested in them. */
    private static final Map<String, List<String>> BEGINNINGS = Map.of(
            "com.google.common.collect.",
            List.of(
                    "AbstractBiMap",
                    "AbstractListMultimap",
                    "AbstractMapBasedMultimap",
                    "AbstractMapBasedMultiset",
                    "AbstractMultimap",
                    "AbstractMultiset",
                    "AbstractSetMultimap",
                    "AbstractSortedKeySortedSetMultimap",
                    "AbstractSortedMultiset",
                    "AbstractSortedSetMultimap",
                    "AbstractTable",
                    "ArrayListMultimap",
                    "ArrayTable",
                    "BaseImmutable",
                    "BoundType",
                    "Cut",
                    "EmptyImmutable",
                    "EnumBiMap",
                    "EnumHashBiMap",
                    "EnumMultiset",
                    "HashBasedTable",
                    "HashBiMap",
                    "HashMultimap",
                    "HashMultiset",
                    "Immutable",
                    "JdkBackedImmutable",
                    "LinkedHashMultimap",
                    "LinkedHashMultiset",
                    "NaturalOrdering",
                    "Ordering",
                    "Range",
                    "RegularImmutable",
                    "ReverseNaturalOrdering",
                    "ReverseOrdering",
                    "SingletonImmutable",
                    "SparseImmutable",
                    "DenseImmutable",
                    "StandardTable",
                    "TreeBasedTable",
                    "TreeMultimap",
                    "TreeMultiset"));

    private LibraryTypes() {}

    /** Returns whether results may hold objects of the class with this binary name. */
    static boolean contains(String binaryName) {
        return NAMES.contains(binaryName)
                || BEGINNINGS.entrySet().stream()
                        .anyMatch(each -> binaryName.startsWith(each.getKey())
                                && beginsAsListed(
                                        binaryName.substring(each.getKey().length()), each.getValue()));
    }

    private static boolean beginsAsListed(String rest, List<String> beginnings) {
        return !rest.contains(".") && beginnings.stream().anyMatch(rest::startsWith);
    }
}
