package io.memo.engine;

import io.memo.CachedObjectMutatedException;
import io.memo.ComputationOutcome;
import io.memo.MissCause;
import io.memo.engine.AsyncResults.Call;
import io.memo.key.Key;
import io.memo.store.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one method whose results are not there when it returns: the same flow as that of {@link MethodMemoizer}, but
 * no thread waits. A value is stored when it is there; a failure and a cancellation are not. Safe for use by several threads.
 */
final class AsyncCalls {

    private final ConcurrentMap<Key, AsyncFlight> underWay = new ConcurrentHashMap<>();
    private final Keys keys;
    private final GuardedStore store;
    private final HitCheck hitCheck;
    private final Computation computation;
    private final MethodCounters counters;
    private final Misses misses;
    private final long waitNanos;

    AsyncCalls(
            Keys keys,
            GuardedStore store,
            HitCheck hitCheck,
            Computation computation,
            MethodCounters counters,
            Misses misses,
            long waitNanos) {
        this.keys = keys;
        this.store = store;
        this.hitCheck = hitCheck;
        this.computation = computation;
        this.counters = counters;
        this.misses = misses;
        this.waitNanos = waitNanos;
    }

    /** Answers a call as {@link Call#answer} has it; what memo itself refuses fails the future. */
    CompletableFuture<@Nullable Object> answer(
            Object target,
            @Nullable Object[] arguments,
            Invocation body,
            Function<Object, CompletionStage<?>> completion)
            throws Throwable {
        Key key;
        try {
            key = keys.keyOrNull(target, arguments);
            Entry entry = key == null ? null : store.get(key);
            if (key != null && entry != null && hitCheck.passes(key, entry, body)) {
                counters.hit();
                return CompletableFuture.completedFuture(entry.value());
            }
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return key == null ? direct(body, completion) : joinOrCompute(key, target, arguments, body, completion);
    }

    private CompletableFuture<@Nullable Object> joinOrCompute(
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation body,
            Function<Object, CompletionStage<?>> completion)
            throws Throwable {
        Headroom.ensure();
        AsyncFlight mine = new AsyncFlight();
        CompletableFuture<@Nullable Object> passenger = mine.passenger();
        Computation.Run run = null;
        try {
            AsyncFlight other = underWay.putIfAbsent(key, mine);
            if (other != null) {
                return other.isStartedHere() ? direct(body, completion) : join(other, body, completion);
            }
            // Between our look-up and our start another computation may have ended.
            Entry landed = store.get(key);
            if (landed != null && hitCheck.passes(key, landed, body)) {
                counters.hit();
                end(key, mine, landed.value(), null);
                return passenger;
            }
            Computation.Run begun = computation.begin(key, target, arguments, List.of());
            run = begun;
            Computation.Keeper keeper = computation.keeper(key, target, arguments, body, mine.right(), null);
            start(begun, body, completion)
                    .whenComplete(
                            (value, failure) -> Headroom.run(() -> complete(key, mine, begun, keeper, value, failure)));
            return passenger;
        } catch (Throwable thrown) {
            try {
                if (run != null) {
                    run.failed(thrown);
                }
            } finally {
                end(key, mine, null, thrown);
            }
            if (run == null && thrown instanceof CachedObjectMutatedException) {
                return passenger;
            }
            throw thrown;
        } finally {
            mine.started();
        }
    }

    private CompletableFuture<@Nullable Object> join(
            AsyncFlight other, Invocation body, Function<Object, CompletionStage<?>> completion) {
        AtomicBoolean alone = new AtomicBoolean();
        CompletableFuture<@Nullable Object> passenger = other.passenger(waitNanos, () -> {
            alone.set(true);
            try {
                return direct(body, completion);
            } catch (Throwable thrown) {
                return CompletableFuture.failedFuture(thrown);
            }
        });
        other.passenger().whenComplete((value, failure) -> {
            if (alone.get()) {
                return;
            }
            if (failure == null) {
                counters.hit();
            } else {
                misses.missed(MissCause.FAILED);
            }
        });
        return passenger;
    }

    private void complete(
            Key key,
            AsyncFlight flight,
            Computation.Run run,
            Computation.Keeper keeper,
            @Nullable Object value,
            @Nullable Throwable failure) {
        Throwable failed = failure;
        try {
            if (failure == null) {
                run.completed(value, keeper);
            } else {
                failed = AsyncFlight.unwrap(failure);
                run.failed(failed);
            }
        } catch (Throwable e) {
            failed = failed == null ? e : failed;
        } finally {
            end(key, flight, value, failed);
        }
    }

    /** Runs the method for this call alone; what it completes with is not stored. */
    CompletableFuture<@Nullable Object> direct(Invocation body, Function<Object, CompletionStage<?>> completion)
            throws Throwable {
        Computation.Run run = computation.begin();
        CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
        try {
            CompletionStage<?> stage = start(run, body, completion);
            stage.whenComplete((value, failure) -> {
                if (failure == null) {
                    run.completed(value, (ran, result, nanos) -> ComputationOutcome.DIRECT);
                } else {
                    run.failed(AsyncFlight.unwrap(failure));
                }
            });
            AsyncFlight.pass(stage, own);
        } catch (Throwable thrown) {
            run.failed(thrown);
            throw thrown;
        }
        return own;
    }

    private static CompletionStage<?> start(
            Computation.Run run, Invocation body, Function<Object, CompletionStage<?>> completion) throws Throwable {
        try {
            Object returned = body.run();
            if (returned == null) {
                throw new NullPointerException("A method with an asynchronous result returned null instead of one");
            }
            return completion.apply(returned);
        } finally {
            run.returned();
        }
    }

    private void end(Key key, AsyncFlight flight, @Nullable Object value, @Nullable Throwable failure) {
        underWay.remove(key, flight);
        flight.land(value, failure);
    }

    /** Returns how many computations are under way, by estimate. */
    int size() {
        return underWay.size();
    }

    /** Takes from the computation for the key, if there is one, the right to store, and lets nobody join it any more. */
    void clear(Key key) {
        AsyncFlight flight = underWay.get(key);
        if (flight != null) {
            flight.right().revoke();
            underWay.remove(key, flight);
        }
    }

    /** Does to all computations what {@link #clear(Key)} does to one. */
    void clear() {
        underWay.keySet().forEach(this::clear);
    }
}
