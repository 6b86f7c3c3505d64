package io.memo.hash.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("SPEC 4.10, issue 13.1: what an external variable holds counts, also where it is no value")
class HeldStateTests {

    private static final Origin ORIGIN = new Origin("Shop.price", ValuePart.EXTERNAL_VARIABLE, "this.held");

    private static final StructuralHasher DEPENDENCIES =
            StructuralHasher.builder().dependencies().build().inProcess();

    /** @param change of what is made */
    private record Kind(String name, Supplier<Object> make, Consumer<Object> change) {

        @SuppressWarnings("unchecked")
        static <T> Kind of(String name, Supplier<T> make, Consumer<T> change) {
            return new Kind(name, (Supplier<Object>) make, held -> change.accept((T) held));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                Kind.<Map<String, Integer>>of("identity map", IdentityHashMap::new, map -> map.put("a", 1)),
                Kind.<Map<String, Integer>>of("weak map", WeakHashMap::new, map -> map.put("a", 1)),
                Kind.<Set<String>>of(
                        "identity set", () -> Collections.newSetFromMap(new IdentityHashMap<>()), set -> set.add("a")),
                Kind.<Map<String, Integer>>of(
                        "weak map with a lock",
                        () -> Collections.synchronizedMap(new WeakHashMap<>()),
                        map -> map.put("a", 1)),
                Kind.of("writer", StringWriter::new, writer -> writer.write("a")),
                Kind.of("writer of chars", CharArrayWriter::new, writer -> writer.append('a')),
                Kind.of("bytes", ByteArrayOutputStream::new, bytes -> bytes.write(1)),
                Kind.of("accumulator", () -> new LongAccumulator(Long::sum, 0), sum -> sum.accumulate(1)),
                Kind.of("joiner", () -> new StringJoiner(","), joiner -> joiner.add("a")),
                Kind.<CompletableFuture<String>>of("future", CompletableFuture::new, future -> future.complete("a")),
                Kind.<CompletableFuture<String>>of(
                        "failed future", CompletableFuture::new, future -> future.completeExceptionally(new Error())),
                Kind.<CompletableFuture<List<String>>>of(
                        "value of a future",
                        () -> CompletableFuture.completedFuture(new ArrayList<>()),
                        future -> future.join().add("a")));
    }

    private static HashedValue hash(Object held) {
        return DEPENDENCIES.hash(held, ORIGIN);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatItHoldsCounts(Kind kind) {
        Object held = kind.make().get();
        HashedValue before = hash(held);
        assertThat(before.immutable()).isFalse();
        assertThat(before.thisProcessOnly()).isTrue();
        assertThat(hash(held)).isEqualTo(before);
        assertThat(hash(kind.make().get())).isNotEqualTo(before);
        kind.change().accept(held);
        assertThat(hash(held)).isNotEqualTo(before);
        assertThat(hash(held)).isEqualTo(hash(held));
    }

    @Test
    void keysAreToldApartAsTheMapDoes() {
        Map<String, Integer> map = new IdentityHashMap<>();
        String one = new String("a");
        map.put(one, 1);
        HashedValue before = hash(map);
        map.remove(one);
        map.put(new String("a"), 1);
        assertThat(hash(map)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void asArgumentsTheyAreRefused(Kind kind) {
        Object held = kind.make().get();
        assertThatThrownBy(() -> StructuralHasher.create().digest(held)).isInstanceOf(UnhashableTypeException.class);
    }
}
