package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.engine.call.AsyncResults;
import io.memo.engine.stream.Collected;
import io.memo.engine.stream.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SPEC 3.1, 3.4: calls, cancellations, elements, completions, failures and clears in random order. First by one thread, held
 * against a model after each step; then by several at once, held against what must be true in the end.
 */
@Timeout(240)
class AsyncRandomTests {

    private static final int KEYS = 3;

    private enum Kind {
        FUTURE,
        ELEMENTS
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SPEC 3.4: one source for each flight, everybody gets the answer or has cancelled, no flight is left behind")
    void followsTheModel(Kind kind) {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            Model model = new Model(kind);
            for (int step = 0; step < 60; step++) {
                model.step(random);
                model.check("seed " + seed + ", step " + step);
            }
            model.everybodyLeaves();
            model.check("seed " + seed + ", end");
            assertThat(model.method.underWay()).as("seed " + seed).isZero();
        }
    }

    /** What ought to be, beside what is. */
    private static final class Model {

        private final Kind kind;
        private final Fixture fixture = new Fixture().waitTimeout(Duration.ofHours(1));
        private final MethodMemoizer method;
        private final List<Flying> all = new ArrayList<>();
        private final Map<Integer, Flying> joinable = new HashMap<>();
        private final Map<Integer, List<Object>> stored = new HashMap<>();
        private final List<Rider> riders = new ArrayList<>();
        private int runs;

        private Model(Kind kind) {
            this.kind = kind;
            this.method = method(fixture, kind);
        }

        private void step(Random random) {
            int what = random.nextInt(100);
            List<Flying> alive = all.stream().filter(flying -> flying.alive).toList();
            if (what < 40 || alive.isEmpty()) {
                call(random.nextInt(KEYS));
                return;
            }
            Flying flying = alive.get(random.nextInt(alive.size()));
            if (what < 65) {
                leave(flying.aboard.get(random.nextInt(flying.aboard.size())));
            } else if (what < 80 && kind == Kind.ELEMENTS) {
                flying.elements.add(flying.elements.size());
                flying.source.next(flying.elements.size() - 1);
            } else if (what < 90) {
                end(flying, null);
            } else if (what < 97) {
                end(flying, new IllegalStateException("failed"));
            } else {
                method.clear();
                joinable.clear();
                stored.clear();
                all.forEach(each -> each.mayStore = false);
            }
        }

        private void call(int key) {
            Flying flying = joinable.get(key);
            Flying fresh = new Flying(key, kind);
            Rider rider = new Rider(fixture, method, kind, key, () -> {
                runs++;
                return fresh.source.returned();
            });
            riders.add(rider);
            if (stored.containsKey(key)) {
                rider.expected = stored.get(key);
            } else if (flying != null) {
                flying.board(rider);
            } else {
                all.add(fresh);
                joinable.put(key, fresh);
                fresh.board(rider);
            }
        }

        private void leave(Rider rider) {
            rider.leave();
            rider.left = true;
            Flying flying = rider.flying;
            if (flying == null) {
                return;
            }
            flying.aboard.remove(rider);
            if (flying.aboard.isEmpty()) {
                flying.alive = false;
                flying.cancelled = true;
                joinable.remove(flying.key, flying);
            }
        }

        private void end(Flying flying, @Nullable Throwable failure) {
            flying.alive = false;
            joinable.remove(flying.key, flying);
            List<Object> value = kind == Kind.FUTURE ? List.of(flying.source) : List.copyOf(flying.elements);
            for (Rider rider : flying.aboard) {
                rider.expected = value;
                rider.failure = failure;
            }
            if (failure == null && flying.mayStore) {
                stored.put(flying.key, value);
            }
            flying.source.end(value, failure);
        }

        private void everybodyLeaves() {
            for (Flying flying : all) {
                while (flying.alive) {
                    leave(flying.aboard.get(0));
                }
            }
        }

        private void check(String when) {
            assertThat(runs).as(when).isEqualTo(all.size());
            assertThat(method.underWay()).as(when).isEqualTo(joinable.size());
            assertThat(all).as(when).allSatisfy(flying -> {
                assertThat(flying.source.isCancelled()).isEqualTo(flying.cancelled);
                assertThat(flying.source.subscriptions()).isOne();
            });
            assertThat(riders).as(when).allSatisfy(Rider::check);
        }
    }

    private static final class Flying {

        private final int key;
        private final RandomSource source;
        private final List<Rider> aboard = new ArrayList<>();
        private final List<Object> elements = new ArrayList<>();
        private boolean alive = true;
        private boolean cancelled;
        private boolean mayStore = true;

        private Flying(int key, Kind kind) {
            this.key = key;
            this.source = new RandomSource(kind);
        }

        private void board(Rider rider) {
            rider.flying = this;
            aboard.add(rider);
        }
    }

    /** A future or a publisher. */
    private static final class RandomSource {

        private final Kind kind;
        private final CompletableFuture<Object> future = new CompletableFuture<>();
        private final Source publisher = new Source();
        private final AtomicInteger returned = new AtomicInteger();

        private RandomSource(Kind kind) {
            this.kind = kind;
        }

        private Object returned() {
            returned.incrementAndGet();
            return kind == Kind.FUTURE ? future : publisher;
        }

        private void next(Object element) {
            publisher.next(element);
        }

        private void end(List<Object> value, @Nullable Throwable failure) {
            if (failure == null) {
                future.complete(value.isEmpty() ? null : value.get(0).toString());
            } else {
                future.completeExceptionally(failure);
            }
            if (kind == Kind.ELEMENTS && failure == null) {
                publisher.complete();
            } else if (kind == Kind.ELEMENTS) {
                publisher.fail(failure);
            }
        }

        private boolean isCancelled() {
            return future.isCancelled() || publisher.isCancelled();
        }

        private int subscriptions() {
            return kind == Kind.FUTURE ? returned.get() : publisher.subscriptions();
        }
    }

    /** A caller. */
    private static final class Rider {

        private final Kind kind;
        private final @Nullable CompletableFuture<?> future;
        private final Collected collected = new Collected(Long.MAX_VALUE);
        private @Nullable Flying flying;
        private @Nullable List<Object> expected;
        private @Nullable Throwable failure;
        private boolean left;

        private Rider(Fixture fixture, MethodMemoizer method, Kind kind, Object key, Supplier<Object> body) {
            this.kind = kind;
            Object given = fixture.call(method, key, body::get);
            this.future = given instanceof CompletableFuture<?> own ? own : null;
            if (given instanceof Flow.Publisher<?> publisher) {
                publisher.subscribe(collected);
            }
        }

        private void leave() {
            if (future != null) {
                future.cancel(true);
            } else {
                collected.cancel();
            }
        }

        private void check() {
            assertThat(collected.faults()).isEmpty();
            boolean answered = expected != null && !left;
            if (future != null) {
                assertThat(future.isDone()).isEqualTo(answered || left);
                assertThat(future.isCancelled()).isEqualTo(left);
                if (answered && failure == null && expected != null) {
                    assertThat(future.join()).isEqualTo(expected.get(0).toString());
                }
            } else {
                assertThat(collected.isOver()).isEqualTo(answered);
                assertThat(collected.failure()).isSameAs(answered ? failure : null);
                if (!left) {
                    List<Object> sofar = expected != null ? expected : flying == null ? List.of() : flying.elements;
                    assertThat(collected.elements()).isEqualTo(sofar);
                }
            }
            assertThat(kind).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "SPEC 3.4: the same by eight threads at once: no wake-up is lost, no flight and no source is left behind")
    void manyThreads(Kind kind) throws Exception {
        Fixture fixture = new Fixture().waitTimeout(Duration.ofHours(1));
        MethodMemoizer method = method(fixture, kind);
        Queue<RandomSource> sources = new ConcurrentLinkedQueue<>();
        Queue<Rider> riders = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Random random = new Random(thread);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 3_000; i++) {
                        act(random, fixture, method, kind, sources, riders);
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get(200, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        riders.forEach(Rider::leave);
        await().until(() -> method.underWay() == 0);
        assertThat(riders).allSatisfy(rider -> {
            assertThat(rider.collected.faults()).isEmpty();
            assertThat(rider.future == null || rider.future.isDone()).isTrue();
        });
        assertThat(sources)
                .allSatisfy(source -> assertThat(source.subscriptions()).isOne());
        long ended = method.figures().computations().values().stream()
                .mapToLong(computations -> computations.count())
                .sum();
        assertThat(ended).as("each run ended once").isEqualTo(sources.size());
        assertThat(sources)
                .allSatisfy(source -> assertThat(source.isCancelled() || source.future.isDone())
                        .as("ended or cancelled")
                        .isTrue());
    }

    private static void act(
            Random random,
            Fixture fixture,
            MethodMemoizer method,
            Kind kind,
            Queue<RandomSource> sources,
            Queue<Rider> riders) {
        int what = random.nextInt(100);
        if (what < 45) {
            riders.add(new Rider(fixture, method, kind, random.nextInt(KEYS), () -> {
                RandomSource source = new RandomSource(kind);
                sources.add(source);
                return source.returned();
            }));
        } else if (what < 80) {
            Rider rider = riders.poll();
            if (rider != null) {
                rider.leave();
                assertThat(rider.collected.faults()).isEmpty();
            }
        } else if (what < 98) {
            sources.stream()
                    .filter(source -> !source.future.isDone() && source.subscriptions() == 1)
                    .skip(random.nextInt(2))
                    .findFirst()
                    .ifPresent(source -> endOnce(source, random.nextBoolean()));
        } else {
            method.clear();
        }
    }

    private static void endOnce(RandomSource source, boolean fails) {
        boolean first = fails
                ? source.future.completeExceptionally(new IllegalStateException("failed"))
                : source.future.complete("value");
        if (first && source.kind == Kind.ELEMENTS) {
            source.next("element");
            if (fails) {
                source.publisher.fail(new IllegalStateException("failed"));
            } else {
                source.publisher.complete();
            }
        }
    }

    private static MethodMemoizer method(Fixture fixture, Kind kind) {
        AsyncResults elements = call -> (Flow.Publisher<Object>)
                subscriber -> call.elements(returned -> (Flow.Publisher<?>) returned, subscriber);
        return fixture.engine()
                .add(fixture.spec("Target.compute"), kind == Kind.FUTURE ? AsyncResults.FUTURES : elements);
    }
}
