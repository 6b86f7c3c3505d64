package io.memo.engine;

import static io.memo.engine.Freshnesses.emptyTtl;
import static io.memo.engine.Freshnesses.refreshAfter;
import static io.memo.engine.Freshnesses.staleIfError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.FailedPart;
import io.memo.KeyDimension;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MutationPolicy;
import io.memo.engine.release.ReleasePool;
import io.memo.live.CodeReplacements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SPEC 10.4: whatever takes a stored object out of memory, it is released then, once. Releases are run by who lets go, so nothing is waited for. */
@Timeout(60)
class ReleaseReasonsTests {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final AtomicReference<Object> TENANT = new AtomicReference<>("one");

    private final Released released = new Released();
    private final Fixture fixture = new Fixture().conditions(released).sameThreadMaintenance();
    private final List<Object> made = new ArrayList<>();

    ReleaseReasonsTests() {
        fixture.builder().releasePool(here());
    }

    static ReleasePool here() {
        return new ReleasePool(Runnable::run, () -> {}, Duration.ZERO);
    }

    private Object call(MethodMemoizer method, Object argument) {
        return fixture.call(method, argument, this::make);
    }

    private Object make() {
        List<Object> result = new ArrayList<>(List.of("r"));
        made.add(result);
        return result;
    }

    private void assertReleased(int... numbers) {
        assertThat(released.objects()).hasSize(numbers.length);
        for (int number : numbers) {
            assertThat(released.times(made.get(number))).isOne();
        }
    }

    @Test
    void objectsBeyondTheLimitOfEntriesAreReleased() {
        MethodMemoizer method = fixture.maxEntries(3).method();
        for (int i = 0; i < 20; i++) {
            call(method, i);
        }
        assertThat(method.figures().entries()).isEqualTo(3);
        assertThat(released.objects()).hasSize(17);
        made.removeIf(each -> released.times(each) == 1);
        assertThat(made).hasSize(3);
    }

    @Test
    void objectsBeyondTheLimitInBytesAreReleased() {
        MethodMemoizer method = fixture.maxBytes(3_000).method();
        for (int i = 0; i < 40; i++) {
            call(method, i);
        }
        long left = method.figures().entries();
        assertThat(left).isBetween(1L, 20L);
        made.removeIf(each -> released.times(each) == 1);
        assertThat(made).hasSize((int) left);
        method.clear();
        assertThat(made).allSatisfy(each -> assertThat(released.times(each)).isOne());
    }

    @Test
    void resultThatIsTooLargeIsNotReleased() {
        MethodMemoizer method = fixture.maxBytes(50).method();
        call(method, "a");
        assertThat(method.figures().entries()).isZero();
        assertThat(released.objects()).isEmpty();
    }

    @Test
    void objectWhoseTimeIsOverIsReleased() {
        MethodMemoizer method = fixture.ttl(TTL).method();
        call(method, "a");
        fixture.ticker.advance(TTL.minusMillis(1));
        call(method, "a");
        assertReleased();
        fixture.ticker.advance(Duration.ofMillis(1));
        call(method, "a");
        assertReleased(0);
        fixture.ticker.advance(TTL);
        call(method, "another");
        assertReleased(0, 1);
    }

    @Test
    void objectWithATimeOfItsOwnIsReleasedAtItsEnd() {
        MethodMemoizer method =
                fixture.ttl(TTL).freshness(emptyTtl(Duration.ofMinutes(1))).method();
        Object empty = fixture.call(method, "a", ArrayList::new);
        fixture.ticker.advance(Duration.ofMinutes(1));
        call(method, "b");
        assertThat(released.times(empty)).isOne();
        assertThat(released.objects()).hasSize(1);
    }

    @Test
    void clearedObjectsAreReleased() {
        MethodMemoizer method = fixture.method();
        call(method, "a");
        call(method, "b");
        method.clear(new Object[] {"a"});
        assertReleased(0);
        method.clear();
        assertReleased(0, 1);
        method.clear();
        assertReleased(0, 1);
    }

    @Test
    void objectsOfAClearedDimensionAreReleased() {
        MethodMemoizer method =
                fixture.varyBy(KeyDimension.of("tenant", TENANT::get)).method();
        TENANT.set("one");
        call(method, "a");
        TENANT.set("two");
        call(method, "a");
        method.clearDimension("tenant", "one");
        assertReleased(0);
    }

    @Test
    @SuppressWarnings("unchecked")
    void changedObjectThatIsComputedAnewIsReleased() {
        MethodMemoizer method = fixture.onMutation(MutationPolicy.RECOMPUTE).method();
        List<Object> first = (List<Object>) call(method, "a");
        first.add("changed");
        assertThat(call(method, "a")).isNotSameAs(first);
        assertReleased(0);
    }

    @Test
    void objectThatIsNotValidAnyMoreIsReleased() {
        MethodMemoizer method = fixture.method();
        Object first = call(method, "a");
        released.valid = result -> result != first;
        call(method, "a");
        call(method, "a");
        assertReleased(0);
    }

    @Test
    void objectThatWasComputedAnewBehindTheCallerIsReleased() {
        HeldTasks behind = new HeldTasks();
        fixture.builder().refreshPool(behind.pool(10));
        MethodMemoizer method =
                fixture.ttl(TTL).freshness(refreshAfter(TTL.dividedBy(2))).method();
        call(method, "a");
        fixture.ticker.advance(TTL.dividedBy(2));
        assertThat(call(method, "a")).isSameAs(made.get(0));
        assertReleased();
        behind.run();
        assertReleased(0);
        assertThat(call(method, "a")).isSameAs(made.get(1));
        method.clear();
        assertReleased(0, 1);
    }

    @Test
    void objectThatAnswersForRunsThatThrowIsReleasedAtItsEnd() {
        MethodMemoizer method = fixture.ttl(TTL).freshness(staleIfError(TTL)).method();
        Object first = call(method, "a");
        fixture.ticker.advance(TTL.plus(TTL).minusMillis(1));
        assertThat(fixture.call(method, "a", () -> fail("down"))).isSameAs(first);
        assertReleased();
        fixture.ticker.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> fixture.call(method, "a", () -> fail("down"))).hasMessage("down");
        call(method, "b");
        assertReleased(0);
    }

    private static Object fail(String message) {
        throw new IllegalStateException(message);
    }

    @Test
    void objectThatWasStoredUnderCodeThatMayHaveBeenReplacedIsReleased() {
        AtomicReference<CodeReplacements.Listener> listener = new AtomicReference<>();
        fixture.builder().liveCode(new CodeReplacements() {
            @Override
            public AutoCloseable listen(Listener heard) {
                listener.set(heard);
                return () -> {};
            }

            @Override
            public String name() {
                return "test";
            }

            @Override
            public boolean isExact() {
                return true;
            }
        });
        MethodMemoizer method = fixture.code("first").reshaping(true).method();
        call(method, "a");
        fixture.code("second");
        BooleanSupplier installed = () -> true;
        listener.get().replacing(Fixture.Target.class, new byte[0], installed);
        listener.get().replaced(Fixture.Target.class, new byte[0], Instant.now());
        call(method, "a");
        assertReleased(0);
    }

    @Test
    void objectsAreReleasedWhenTheEngineCloses() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), null, released, Set.of());
        call(method, "a");
        call(method, "b");
        engine.close();
        assertReleased(0, 1);
        call(method, "a");
        assertThat(method.figures().entries()).isZero();
        engine.close();
        assertReleased(0, 1);
    }

    @Test
    void entriesOfMethodsWithoutReleaseStayWhenTheEngineCloses() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        Object first = call(method, "a");
        engine.close();
        assertThat(call(method, "a")).isSameAs(first);
    }

    @Test
    void runThatEndsAfterTheEngineStoresNothing() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), null, released, Set.of());
        fixture.call(method, "a", () -> {
            engine.close();
            return make();
        });
        assertThat(method.figures().entries()).isZero();
        assertReleased();
    }

    @Test
    void whatWasNeverStoredIsNotReleased() {
        MethodMemoizer method = fixture.method();
        released.unless = result -> result != null;
        call(method, "a");
        released.unless = result -> false;
        fixture.call(method, "b", () -> null);
        fixture.call(method, "changed", () -> {
            fixture.target.setting = 2;
            return make();
        });
        fixture.call(method, "cleared", () -> {
            method.clear();
            return make();
        });
        fixture.call(method, "off", () -> {
            method.setEnabled(false);
            return make();
        });
        method.setEnabled(true);
        assertThat(method.figures().entries()).isZero();
        method.clear();
        assertThat(released.objects()).isEmpty();
    }

    @Test
    void nullIsNotReleased() {
        MethodMemoizer method = fixture.method();
        fixture.call(method, "a", () -> null);
        assertThat(method.figures().entries()).isOne();
        method.clear();
        assertThat(released.objects()).isEmpty();
    }

    @Test
    void oneObjectUnderTwoKeysIsReleasedWithTheLastEntry() {
        MethodMemoizer method = fixture.method();
        Object one = make();
        fixture.call(method, "a", () -> one);
        fixture.call(method, "b", () -> one);
        method.clear(new Object[] {"a"});
        assertReleased();
        fixture.call(method, "a", () -> one);
        method.clear(new Object[] {"b"});
        assertReleased();
        method.clear(new Object[] {"a"});
        assertReleased(0);
    }

    @Test
    void objectThatALaterRunReturnsAgainIsNotReleasedByTheEarlierEntry() {
        HeldTasks behind = new HeldTasks();
        fixture.builder().refreshPool(behind.pool(10));
        MethodMemoizer method =
                fixture.ttl(TTL).freshness(refreshAfter(TTL.dividedBy(2))).method();
        Object one = make();
        fixture.call(method, "a", () -> one);
        fixture.ticker.advance(TTL.dividedBy(2));
        fixture.call(method, "a", () -> one);
        behind.run();
        assertThat(method.figures().refreshes().get(RefreshOutcome.REFRESHED)).isOne();
        assertReleased();
        method.clear();
        assertReleased(0);
    }

    @Test
    void releaseThatHasNotBegunIsCalledOffByARunThatReturnsTheObjectAgain() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        fixture.builder().releasePool(new ReleasePool(tasks::add, () -> {}, Duration.ZERO));
        MethodMemoizer method = fixture.method();
        Object one = make();
        fixture.call(method, "a", () -> one);
        method.clear();
        fixture.call(method, "a", () -> one);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertReleased();
        method.clear();
        method.clear();
        tasks.remove().run();
        assertReleased(0);
        assertThat(tasks).isEmpty();
    }

    @Test
    void equalObjectsAreReleasedEach() {
        MethodMemoizer method = fixture.method();
        call(method, "a");
        call(method, "b");
        assertThat(made.get(0)).isEqualTo(made.get(1));
        method.clear();
        assertReleased(0, 1);
    }

    @Test
    void objectThatIsHandedOutAgainAfterItsReleaseIsReleasedAgain() {
        MethodMemoizer method = fixture.method();
        Object pooled = make();
        fixture.call(method, "a", () -> pooled);
        method.clear();
        fixture.call(method, "a", () -> pooled);
        method.clear();
        assertThat(released.times(pooled)).isEqualTo(2);
    }

    @Test
    void objectThatIsReturnedWhileItIsReleasedIsNotStored() {
        MethodMemoizer method = fixture.method();
        Object one = make();
        fixture.call(method, "a", () -> one);
        released.onRelease = result -> fixture.call(method, "b", () -> one);
        method.clear();
        assertThat(method.figures().entries()).isZero();
        assertReleased(0);
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("secret"), new AssertionError("secret"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAReleaseThrowsIsCountedAndDisturbsNobody(Throwable failure) {
        MethodMemoizer method = fixture.method();
        call(method, "a");
        call(method, "b");
        released.onRelease = result -> sneak(failure);
        method.clear();
        assertReleased(0, 1);
        assertThat(method.figures().errors().get(FailedPart.RELEASE)).isEqualTo(2);
        released.onRelease = result -> {};
        call(method, "a");
        method.clear();
        assertReleased(0, 1, 2);
    }

    private static void sneak(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void releaseMayCallTheMethodAndClearIt() {
        MethodMemoizer method = fixture.method();
        AtomicInteger again = new AtomicInteger();
        released.onRelease = result -> {
            if (again.incrementAndGet() == 1) {
                call(method, "again");
                method.clear();
            }
        };
        call(method, "a");
        method.clear();
        assertReleased(0, 1);
    }
}
