package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kotlin.Lazy;
import kotlin.LazyKt;
import kotlin.LazyThreadSafetyMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.ConcurrentReferenceHashMap;

@DisplayName("SPEC 4.12: lazies that forget what made them, and maps that the garbage collector empties")
class LazyValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create().inProcess();

    /**
     * @param lazy not made yet
     * @param make makes its value
     */
    record Kind(String name, Function<List<String>, Object> lazy, Function<Object, Object> make) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        Function<Object, Object> value = lazy -> ((Lazy<?>) lazy).getValue();
        return Stream.of(
                new Kind("synchronized", list -> LazyKt.lazy(() -> list.get(0)), value),
                new Kind("not synchronized", list -> LazyKt.lazy(LazyThreadSafetyMode.NONE, () -> list.get(0)), value),
                new Kind("published", list -> LazyKt.lazy(LazyThreadSafetyMode.PUBLICATION, () -> list.get(0)), value),
                new Kind("Guava's", list -> Suppliers.memoize(() -> list.get(0)), lazy -> ((Supplier<?>) lazy).get()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void makingTheValueOfAStoredResultIsNoChange(Kind kind) {
        List<String> captured = new ArrayList<>(List.of("a"));
        Object lazy = kind.lazy().apply(captured);
        Map<String, Object> result = new HashMap<>(Map.of("lazy", lazy));
        Outline stored = HASHER.outlineToKeep(result, Origin.NONE, 1000);
        assertThat(kind.make().apply(lazy)).isEqualTo("a");
        assertThat(HASHER.hashKept(result, Origin.NONE, stored)).isEqualTo(stored.hashed());
        captured.set(0, "b");
        assertThat(HASHER.hashKept(result, Origin.NONE, stored)).isNotEqualTo(stored.hashed());
        captured.set(0, "a");
        result.put("more", 1);
        assertThat(HASHER.hashKept(result, Origin.NONE, stored)).isNotEqualTo(stored.hashed());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void differentLaziesDifferMadeOrNot(Kind kind) {
        Object one = kind.lazy().apply(List.of("a"));
        Object other = kind.lazy().apply(List.of("b"));
        assertThat(HASHER.digest(one)).isNotEqualTo(HASHER.digest(other));
        assertThat(HASHER.digest(one)).isEqualTo(HASHER.digest(kind.lazy().apply(List.of("a"))));
        kind.make().apply(one);
        kind.make().apply(other);
        assertThat(HASHER.digest(one)).isNotEqualTo(HASHER.digest(other));
        Object third = kind.lazy().apply(List.of("a"));
        kind.make().apply(third);
        assertThat(HASHER.digest(one)).isEqualTo(HASHER.digest(third));
    }

    @Test
    void whatACollectionTakesOutOfAMapStaysWithTheStoredResult() {
        Map<Object, Object> references =
                new ConcurrentReferenceHashMap<>(16, ConcurrentReferenceHashMap.ReferenceType.WEAK);
        references.put("a", 1);
        Outline stored = HASHER.outlineToKeep(references, Origin.NONE, 1000);
        System.gc();
        assertThat(HASHER.hashKept(references, Origin.NONE, stored)).isEqualTo(stored.hashed());
        references.put("b", 2);
        assertThat(HASHER.hashKept(references, Origin.NONE, stored)).isNotEqualTo(stored.hashed());
    }
}
