package io.memo.engine;

import static io.memo.engine.Freshnesses.refreshAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.FunctionOptions;
import io.memo.Hashers;
import io.memo.Memoizer;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.FunctionConditions;
import io.memo.engine.release.ReleasePool;
import io.memo.engine.stream.Collected;
import io.memo.engine.stream.Source;
import io.memo.store.caffeine.CaffeineStoreFactory;
import io.memo.store.handover.Handover;
import io.memo.store.handover.MemoryPlace;
import io.memo.store.serial.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SPEC 10.4: no stored object is released while a call is being answered with it. Who lets go last runs the release, so nothing is waited for. */
@Timeout(60)
class ReleaseHoldersTests {

    private static final Duration TTL = Duration.ofMinutes(10);

    private static final AsyncResults PUBLISHED = call ->
            (Flow.Publisher<Object>) subscriber -> call.elements(returned -> (Flow.Publisher<?>) returned, subscriber);

    private final Released released = new Released();
    private final Fixture fixture = new Fixture().conditions(released).sameThreadMaintenance();

    ReleaseHoldersTests() {
        fixture.builder().releasePool(ReleaseReasonsTests.here());
    }

    private MethodMemoizer async(AsyncResults results) {
        return fixture.engine().add(fixture.spec("Target.compute"), results, released, Set.of());
    }

    private MethodMemoizer leaky() {
        fixture.builder().stores(new LeakyStores(new CaffeineStoreFactory(fixture.ticker, Runnable::run)));
        return fixture.method();
    }

    private static Object fresh() {
        return new ArrayList<>(List.of("r"));
    }

    @Test
    void hitHoldsTheObjectUntilItReturns() {
        MethodMemoizer method = fixture.method();
        Object first = fixture.call(method, "a", ReleaseHoldersTests::fresh);
        List<Long> within = new ArrayList<>();
        released.valid = result -> {
            method.clear();
            within.add(released.times(result));
            return true;
        };
        assertThat(fixture.call(method, "a", ReleaseHoldersTests::fresh)).isSameAs(first);
        assertThat(within).containsExactly(0L);
        assertThat(released.times(first)).isOne();
    }

    @Test
    void hitThatIsRefusedHoldsTheObjectWhileItsOwnRunIsUnderWay() {
        MethodMemoizer method = fixture.method();
        Object first = fixture.call(method, "a", ReleaseHoldersTests::fresh);
        released.valid = result -> result != first;
        List<Long> within = new ArrayList<>();
        fixture.call(method, "a", () -> {
            within.add(released.times(first));
            return fresh();
        });
        assertThat(within).containsExactly(0L);
        assertThat(released.times(first)).isOne();
    }

    @Test
    void runHoldsWhatItStoredUntilItReturns() {
        MethodMemoizer method = fixture.maxEntries(100).method();
        AtomicReference<Object> made = new AtomicReference<>();
        List<Long> within = new ArrayList<>();
        released.unless = result -> {
            // Stored under another key within the run, and gone again.
            if (made.compareAndSet(null, result)) {
                fixture.call(method, "within", () -> result);
                method.clear(new Object[] {"within"});
                within.add(released.times(result));
            }
            return false;
        };
        fixture.call(method, "a", ReleaseHoldersTests::fresh);
        assertThat(within).containsExactly(0L);
        assertThat(released.objects()).isEmpty();
        method.clear();
        assertThat(released.times(made.get())).isOne();
    }

    @Test
    @DisplayName("an object that left memory at once is released when its caller has it")
    void objectThatIsGoneBeforeTheRunReturnsIsReleasedOnce() {
        MethodMemoizer method = leaky();
        Object one = fixture.call(method, "a", ReleaseHoldersTests::fresh);
        assertThat(method.figures().entries()).isZero();
        assertThat(released.times(one)).isOne();
    }

    @Test
    void callersThatWaitForTheFlightGetItBeforeItIsReleased() throws Exception {
        MethodMemoizer method = leaky();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Object made = fresh();
        CompletableFuture<Object> owner = CompletableFuture.supplyAsync(() -> fixture.call(method, "a", () -> {
            entered.countDown();
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            return made;
        }));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        List<Thread> joining = new ArrayList<>();
        List<CompletableFuture<Object>> joined = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            Thread thread =
                    new Thread(() -> answer.complete(fixture.call(method, "a", () -> "run by itself")), "joins");
            thread.start();
            joining.add(thread);
            joined.add(answer);
        }
        await().until(() -> joining.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        joining.get(3).interrupt();
        assertThat(joined.get(3).get(30, TimeUnit.SECONDS)).isEqualTo("run by itself");
        goOn.countDown();
        assertThat(owner.get(30, TimeUnit.SECONDS)).isSameAs(made);
        for (CompletableFuture<Object> answer : joined.subList(0, 3)) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isSameAs(made);
        }
        await().untilAsserted(() -> assertThat(released.times(made)).isOne());
    }

    @Test
    void runBehindTheCallersHoldsWhatItMade() {
        HeldTasks behind = new HeldTasks();
        fixture.builder().refreshPool(behind.pool(10));
        MethodMemoizer method =
                fixture.ttl(TTL).freshness(refreshAfter(TTL.dividedBy(2))).method();
        fixture.call(method, "a", ReleaseHoldersTests::fresh);
        fixture.ticker.advance(TTL.dividedBy(2));
        fixture.call(method, "a", ReleaseHoldersTests::fresh);
        List<Long> within = new ArrayList<>();
        released.unless = result -> {
            fixture.call(method, "within", () -> result);
            method.clear(new Object[] {"within"});
            within.add(released.times(result));
            return true;
        };
        behind.run();
        assertThat(within).contains(0L);
    }

    @Test
    void futureHoldsItsValueUntilAllThatFollowsWasCalled() {
        MethodMemoizer method = async(AsyncResults.FUTURES);
        CompletableFuture<Object> source = new CompletableFuture<>();
        Object made = fresh();
        List<Long> within = new ArrayList<>();
        CompletableFuture<?> first = future(method, source);
        CompletableFuture<?> second = future(method, source);
        for (CompletableFuture<?> each : List.of(first, second)) {
            each.thenApply(value -> value).thenAccept(value -> {
                method.clear();
                within.add(released.times(value));
            });
        }
        source.complete(made);
        assertThat(within).containsExactly(0L, 0L);
        assertThat(released.times(made)).isOne();
        assertThat(second).isCompletedWithValueMatching(value -> value == made);
    }

    @Test
    void futureOfAHitHoldsItsValueWhileItIsLookedAt() {
        MethodMemoizer method = async(AsyncResults.FUTURES);
        Object made = fresh();
        future(method, CompletableFuture.completedFuture(made));
        List<Long> within = new ArrayList<>();
        released.valid = result -> {
            method.clear();
            within.add(released.times(result));
            return true;
        };
        assertThat(future(method, new CompletableFuture<>())).isCompletedWithValueMatching(value -> value == made);
        assertThat(within).containsExactly(0L);
        assertThat(released.times(made)).isOne();
    }

    @Test
    void callerThatGaveUpHoldsNothing() {
        MethodMemoizer method = async(AsyncResults.FUTURES);
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<?> owner = future(method, source);
        CompletableFuture<?> other = future(method, source);
        owner.cancel(true);
        Object made = fresh();
        source.complete(made);
        assertThat(other).isCompletedWithValueMatching(value -> value == made);
        method.clear();
        assertThat(released.times(made)).isOne();
    }

    @Test
    void asynchronousRefreshReleasesTheOldValue() {
        HeldTasks behind = new HeldTasks();
        fixture.builder().refreshPool(behind.pool(10));
        fixture.ttl(TTL).freshness(refreshAfter(TTL.dividedBy(2)));
        MethodMemoizer method = async(AsyncResults.FUTURES);
        Object old = fresh();
        Object later = fresh();
        future(method, CompletableFuture.completedFuture(old));
        fixture.ticker.advance(TTL.dividedBy(2));
        future(method, CompletableFuture.completedFuture(later));
        assertThat(released.objects()).isEmpty();
        behind.run();
        assertThat(method.figures().refreshes().get(RefreshOutcome.REFRESHED)).isOne();
        assertThat(released.times(old)).isOne();
        method.clear();
        assertThat(released.times(later)).isOne();
        assertThat(released.objects()).hasSize(2);
    }

    private CompletableFuture<?> future(MethodMemoizer method, CompletableFuture<Object> returned) {
        return (CompletableFuture<?>) fixture.call(method, "a", () -> returned);
    }

    @Test
    @DisplayName("of elements the stored list is released, when the last subscriber has them all or wants no more")
    void subscribersHoldTheListUntilTheyHaveAll() {
        MethodMemoizer method = async(PUBLISHED);
        Source source = new Source();
        Collected first = subscribe(method, source, Long.MAX_VALUE);
        source.next(1);
        source.next(2);
        source.complete();
        assertThat(first.elements()).containsExactly(1, 2);
        Collected slow = subscribe(method, source, 1);
        Collected leaving = subscribe(method, source, 1);
        assertThat(slow.elements()).containsExactly(1);
        method.clear();
        assertThat(released.objects()).isEmpty();
        slow.request(1);
        assertThat(slow.isComplete()).isTrue();
        assertThat(released.objects()).isEmpty();
        leaving.cancel();
        assertThat(released.objects()).containsExactly(List.of(1, 2));
    }

    @Test
    void subscriberThatJoinedHoldsTheListUntilItHasAll() {
        MethodMemoizer method = async(PUBLISHED);
        Source source = new Source();
        Collected first = subscribe(method, source, Long.MAX_VALUE);
        Collected slow = subscribe(method, source, 1);
        source.next(1);
        source.next(2);
        source.complete();
        assertThat(first.isComplete()).isTrue();
        method.clear();
        assertThat(released.objects()).isEmpty();
        slow.request(1);
        assertThat(slow.isComplete()).isTrue();
        assertThat(released.objects()).containsExactly(List.of(1, 2));
    }

    private Collected subscribe(MethodMemoizer method, Source source, long wanted) {
        Collected collected = new Collected(wanted);
        @SuppressWarnings("unchecked")
        Flow.Publisher<Object> publisher = (Flow.Publisher<Object>) fixture.call(method, "a", () -> source);
        publisher.subscribe(collected);
        return collected;
    }

    @Test
    void checkBehindTheCallersHoldsTheObjectMeanwhile() {
        ManualChecks checks = new ManualChecks(fixture.ticker);
        AtomicReference<MethodMemoizer> clearing = new AtomicReference<>();
        List<Integer> within = new ArrayList<>();
        fixture.builder().checks(checks, 2).hashers(List.of(Hashers.of(Thread.class, value -> {
            MethodMemoizer method = clearing.get();
            if (method != null) {
                method.clear();
                within.add(released.objects().size());
            }
            return 1;
        })));
        MethodMemoizer method = fixture.method();
        for (int i = 0; i < 3; i++) {
            fixture.call(
                    method,
                    "a",
                    () -> Stream.concat(
                                    Stream.of(new Thread()),
                                    IntStream.range(0, 200).mapToObj(number -> new ArrayList<>()))
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
        clearing.set(method);
        checks.advance(Duration.ofSeconds(10));
        assertThat(within).isNotEmpty().allMatch(number -> number == 0);
        assertThat(released.objects()).hasSize(1);
    }

    @Test
    void releasesAreRunByThreadsOfMemoWithTheLoaderOfTheApplication() throws Exception {
        fixture.builder().releasePool(ReleasePool.ofThreads());
        MethodMemoizer method = fixture.method();
        CompletableFuture<Thread> by = new CompletableFuture<>();
        CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
        released.onRelease = result -> {
            loader.complete(Thread.currentThread().getContextClassLoader());
            by.complete(Thread.currentThread());
        };
        fixture.call(method, "a", ReleaseHoldersTests::fresh);
        method.clear();
        assertThat(loader.get(30, TimeUnit.SECONDS)).isSameAs(Fixture.Target.class.getClassLoader());
        assertThat(by.get().getName()).isEqualTo("memo-release");
        assertThat(by.get().isDaemon()).isTrue();
    }

    @Test
    void endWaitsForReleasesUnderWay() {
        Semaphore begun = new Semaphore(0);
        fixture.builder().releasePool(ReleasePool.ofThreads());
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), null, released, Set.of());
        List<Object> over = new ArrayList<>();
        released.onRelease = result -> {
            begun.release();
            await().until(() -> method.figures().entries() == 0);
            synchronized (over) {
                over.add(result);
            }
        };
        for (int i = 0; i < 50; i++) {
            fixture.call(method, i, ReleaseHoldersTests::fresh);
        }
        engine.close();
        assertThat(over).hasSize(50);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("memo-release")));
    }

    @Test
    void whatACallHoldsAtTheEndIsReleasedAfterIt() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), null, released, Set.of());
        Object first = fixture.call(method, "a", ReleaseHoldersTests::fresh);
        released.valid = result -> {
            engine.close();
            assertThat(released.objects()).isEmpty();
            return true;
        };
        assertThat(fixture.call(method, "a", ReleaseHoldersTests::fresh)).isSameAs(first);
        assertThat(released.times(first)).isOne();
    }

    @Test
    void nothingIsHandedOverToTheNextStart() {
        MemoryPlace place = new MemoryPlace();
        Handover handover = new Handover(place, "app", Codecs.ofTests(), fixture.ticker);
        fixture.builder().handover(handover);
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), null, released, Set.of());
        fixture.call(method, "a", () -> "closed");
        handover.close();
        engine.close();
        assertThat(place.take()).isEmpty();
        assertThat(released.objects()).containsExactly("closed");
    }

    @Test
    void nothingIsShared() {
        fixture.conditions(new FunctionConditions(
                FunctionOptions.defaults().ttlOf(result -> TTL).freshness()));
        fixture.outsideOfProcess(() -> {
            throw new AssertionError("asked for places outside the process");
        });
        assertThatThrownBy(fixture::method).isInstanceOf(AssertionError.class);
        assertThat(fixture.conditions(released).method().tiers()).isEmpty();
    }

    @Test
    void resultsOfFunctionsAreReleased() throws Exception {
        List<Object> closed = new ArrayList<>();
        Memoizer memoizer = Memoizer.create();
        Function<Integer, List<String>> function = memoizer.memoize(
                FunctionOptions.named("connection").onRelease(result -> {
                    synchronized (closed) {
                        closed.add(result);
                    }
                }),
                (Integer number) -> new ArrayList<>(List.of("c" + number)));
        List<String> first = function.apply(1);
        assertThat(function.apply(1)).isSameAs(first);
        memoizer.clear("connection", 1);
        function.apply(2);
        ((AutoCloseable) memoizer).close();
        synchronized (closed) {
            assertThat(closed).containsExactlyInAnyOrder(List.of("c1"), List.of("c2"));
        }
    }
}
