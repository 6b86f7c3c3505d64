package io.memo.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One computation under way whose result no thread waits for. Safe for use by several threads. */
final class AsyncFlight {

    private final Thread starter = Thread.currentThread();
    private final CompletableFuture<@Nullable Object> landing = new CompletableFuture<>();
    private final StoreRight right = new StoreRight();
    private volatile boolean starting = true;

    /** Notes that the method has returned, though its value may not be there yet. */
    void started() {
        starting = false;
    }

    /** Returns whether the method is just being called by the current thread, so that it would wait for itself. */
    boolean isStartedHere() {
        return starting && starter == Thread.currentThread();
    }

    void land(@Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            landing.complete(value);
        } else {
            landing.completeExceptionally(failure);
        }
    }

    /** Returns the right to store the result. */
    StoreRight right() {
        return right;
    }

    /** Returns a new future that completes as this does, with the very exception, not one around it. */
    CompletableFuture<@Nullable Object> passenger() {
        CompletableFuture<@Nullable Object> passenger = new CompletableFuture<>();
        pass(landing, passenger);
        return passenger;
    }

    /** Returns the same, but completes as the other does if this has not landed after so many nanoseconds. */
    CompletableFuture<@Nullable Object> passenger(long nanos, Supplier<CompletionStage<?>> otherwise) {
        CompletableFuture<@Nullable Object> passenger = passenger();
        CompletableFuture<@Nullable Object> alarm = new CompletableFuture<>();
        alarm.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS).thenRunAsync(() -> {
            if (!passenger.isDone()) {
                pass(otherwise.get(), passenger);
            }
        });
        passenger.whenComplete((value, failure) -> alarm.cancel(false));
        return passenger;
    }

    static void pass(CompletionStage<?> from, CompletableFuture<@Nullable Object> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) {
                to.complete(value);
            } else {
                to.completeExceptionally(unwrap(failure));
            }
        });
    }

    /** Returns what really failed; stages that depend on others wrap it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
