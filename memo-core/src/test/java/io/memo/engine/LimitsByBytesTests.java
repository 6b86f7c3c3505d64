package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.FunctionOptions;
import io.memo.InvalidMemoizeException;
import io.memo.Memoizer;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.MutationPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitsByBytesTests {

    private static final int KB = 1 << 10;

    private final Fixture fixture = new Fixture();

    @DisplayName(
            "SPEC 5.7: results of a method take no more than its maxBytes; what made room is counted, and says so when it misses")
    @Test
    void oldestMakesRoom() {
        MethodMemoizer method =
                fixture.maxBytes(50 * KB).sameThreadMaintenance().method();

        for (int i = 0; i < 10; i++) {
            call(method, i, 10 * KB);
        }

        assertThat(method.figures().bytes()).isBetween(40L * KB, 50L * KB);
        assertThat(method.figures().entries()).isEqualTo(4);
        assertThat(method.figures().evictions()).containsEntry(EvictionCause.SIZE, 6L);
        call(method, 0, 10 * KB);
        assertThat(method.misses().get(0).reason()).isEqualTo(MissReason.of(MissCause.EVICTED));
    }

    @DisplayName("SPEC 5.7: a result that is asked for stays, those that nobody asks for make room")
    @Test
    void usedResultStays() {
        MethodMemoizer method =
                fixture.maxBytes(50 * KB).sameThreadMaintenance().method();
        Object first = call(method, 0, 10 * KB);

        for (int i = 1; i < 30; i++) {
            call(method, i, 10 * KB);
            assertThat(call(method, 0, 10 * KB)).isSameAs(first);
        }

        assertThat(method.figures().hits()).isEqualTo(29);
    }

    @DisplayName("SPEC 5.7: maxEntries holds beside maxBytes")
    @Test
    void bothLimitsHold() {
        MethodMemoizer method =
                fixture.maxEntries(5).maxBytes(50 * KB).sameThreadMaintenance().method();

        for (int i = 0; i < 20; i++) {
            call(method, i, 100);
        }
        assertThat(method.figures().entries()).isEqualTo(5);
        assertThat(method.figures().bytes()).isLessThan(5 * KB);

        for (int i = 0; i < 100; i++) {
            call(method, 100 + i, 20 * KB);
        }
        assertThat(method.figures().bytes()).isLessThanOrEqualTo(50L * KB);
    }

    @DisplayName(
            "SPEC 5.7: a result larger than the limit is returned, not stored, keeps all others, and is told once with a remedy")
    @Test
    void tooLargeResultIsNotStored() {
        MethodMemoizer method =
                fixture.maxBytes(50 * KB).sameThreadMaintenance().method();
        Object small = call(method, 0, 10 * KB);

        assertThat((byte[]) call(method, 1, 60 * KB)).hasSize(60 * KB);
        call(method, 1, 60 * KB);
        call(method, 2, 70 * KB);

        assertThat(call(method, 0, 10 * KB)).isSameAs(small);
        assertThat(method.figures().entries()).isOne();
        assertThat(method.figures()
                        .computations()
                        .get(ComputationOutcome.DISCARDED)
                        .count())
                .isEqualTo(3);
        assertThat(method.misses().get(1).reason()).isEqualTo(MissReason.of(MissCause.TOO_LARGE));
        assertThat(method.warnings())
                .singleElement()
                .asString()
                .startsWith("too-large: a result with its key takes about 60 KB, more than the limit of 50 KB lets")
                .contains("memo.methods.Target.compute.max-bytes");
    }

    @DisplayName(
            "SPEC 5.7: a limit for all methods is shared: who stores gets room from results of whichever method that nobody used")
    @Test
    void sharedLimitTakesFromAll() {
        MemoEngine engine = fixture.sameThreadMaintenance(100L * KB).engine();
        MethodMemoizer quiet = engine.add(fixture.spec("quiet"));
        MethodMemoizer busy = engine.add(fixture.spec("busy"));
        Object kept = call(quiet, 0, 10 * KB);
        for (int i = 1; i < 8; i++) {
            call(quiet, i, 10 * KB);
        }

        for (int i = 0; i < 50; i++) {
            call(busy, i, 10 * KB);
            assertThat(call(quiet, 0, 10 * KB)).isSameAs(kept);
            assertThat(quiet.figures().bytes() + busy.figures().bytes()).isLessThanOrEqualTo(100L * KB);
        }

        assertThat(quiet.figures().entries()).isOne();
        assertThat(quiet.figures().evictions()).containsEntry(EvictionCause.SIZE, 7L);
    }

    @DisplayName(
            "SPEC 5.7: a method's own limit holds within that of all, and what is too large for either is not stored")
    @Test
    void smallerLimitDecides() {
        MemoEngine engine =
                fixture.maxBytes(200 * KB).sameThreadMaintenance(100L * KB).engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));

        call(method, 0, 150 * KB);
        assertThat(method.figures().entries()).isZero();
        for (int i = 0; i < 50; i++) {
            call(method, i, 10 * KB);
        }
        assertThat(method.figures().bytes()).isBetween(80L * KB, 100L * KB);
    }

    @DisplayName(
            "SPEC 5.7: the sum goes back to nothing with a clear, of one call or of all, and when the time of entries runs out")
    @Test
    void sumGoesBackToNothing() {
        MethodMemoizer method = fixture.maxBytes(100 * KB)
                .ttl(Duration.ofMinutes(1))
                .sameThreadMaintenance()
                .method();
        call(method, 0, 10 * KB);
        long one = method.figures().bytes();
        call(method, 1, 10 * KB);
        method.clear(new Object[] {1});
        assertThat(method.figures().bytes()).isEqualTo(one);
        method.clear();
        assertThat(method.figures().bytes()).isZero();

        call(method, 0, 10 * KB);
        fixture.ticker.advance(Duration.ofMinutes(2));
        call(method, 1, 5 * KB);
        assertThat(method.figures().bytes()).isLessThan(6L * KB);
    }

    @DisplayName("SPEC 5.7: a changed result that is computed anew counts once")
    @Test
    void recomputedResultCountsOnce() {
        MethodMemoizer method = fixture.maxBytes(100 * KB)
                .onMutation(MutationPolicy.RECOMPUTE)
                .sameThreadMaintenance()
                .method();
        List<String> result = new ArrayList<>();
        result.add("x".repeat(KB));
        fixture.call(method, "in", () -> result);
        long before = method.figures().bytes();
        result.set(0, "y".repeat(KB));

        fixture.call(method, "in", () -> new ArrayList<>(List.of("z".repeat(KB))));

        assertThat(method.figures().evictions()).containsEntry(EvictionCause.MUTATED, 1L);
        assertThat(method.figures().bytes()).isEqualTo(before);
    }

    @DisplayName(
            "SPEC 5.7: what results take is shown without any limit, those that proved immutable included, with keys and outlines")
    @Test
    void bytesAreShownWithoutLimit() {
        MethodMemoizer method = fixture.sameThreadMaintenance().method();

        fixture.call(method, "a", () -> "immutable".repeat(1000));
        long first = method.figures().bytes();
        fixture.call(method, "b", () -> new HashMap<>(Map.of("key", "mutable".repeat(1000))));
        long second = method.figures().bytes() - first;
        fixture.call(method, "c".repeat(2000), () -> 1);
        long third = method.figures().bytes() - first - second;

        assertThat(first).isBetween(9_000L, 9_500L);
        assertThat(second).isBetween(7_400L, 8_200L);
        assertThat(third).isBetween(2_000L, 2_500L);
        method.clear();
        assertThat(method.figures().bytes()).isZero();
    }

    @DisplayName("SPEC 5.7: a result that may be changed is not walked: it counts as the object itself")
    @Test
    void unseenResultCountsAsItself() {
        MethodMemoizer method =
                fixture.allowOutputMutation().sameThreadMaintenance().method();

        fixture.call(method, "a", () -> new byte[10 * KB]);
        long array = method.figures().bytes();
        fixture.call(method, "b", () -> new Object[] {new byte[10 * KB]});

        assertThat(array).isBetween(10L * KB, 11L * KB);
        assertThat(method.figures().bytes() - array).isLessThan(KB);
    }

    @DisplayName("SPEC 5.7: functions have limits, of their own and of their memoizer; what is no limit is refused")
    @Test
    void functionsHaveLimits() {
        Memoizer memoizer = Memoizer.builder().maxBytes("100KB").build();
        Function<Integer, byte[]> large =
                memoizer.memoize(FunctionOptions.named("large"), (Integer size) -> new byte[size]);
        Function<Integer, byte[]> small =
                memoizer.memoize(FunctionOptions.named("small").maxBytes("10KB"), (Integer size) -> new byte[size + 1]);
        for (int i = 0; i < 50; i++) {
            large.apply(9 * KB + i);
            small.apply(4 * KB + i);
        }

        assertThat(bytes(memoizer, "small")).isBetween(4L * KB, 10L * KB);
        assertThat(bytes(memoizer, "large") + bytes(memoizer, "small")).isBetween(80L * KB, 100L * KB);
        assertThatIllegalArgumentException().isThrownBy(() -> Memoizer.builder().maxBytes("much"));
        assertThatExceptionOfType(InvalidMemoizeException.class)
                .isThrownBy(() -> memoizer.memoize(
                        FunctionOptions.named("none").maxBytes(0), (Integer size) -> new byte[size + 2]))
                .withMessageContaining("maxBytes of none: '0' leaves no room");
    }

    private static long bytes(Memoizer memoizer, String name) {
        return memoizer.methods().stream()
                .filter(method -> method.name().equals(name))
                .mapToLong(method -> method.figures().bytes())
                .sum();
    }

    private Object call(MethodMemoizer method, int argument, int size) {
        return fixture.call(method, argument, () -> new byte[size]);
    }
}
