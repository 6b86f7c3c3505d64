package io.memo.engine.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the value of a future that is asked for anew by each subscriber; nothing where the value is null. A subscriber that
 * cancels cancels its future. Safe for use by several threads.
 */
public final class ValuePublisher implements Flow.Publisher<Object> {

    private final Source source;

    public ValuePublisher(Source source) {
        this.source = source;
    }

    /** Where the values come from. */
    @FunctionalInterface
    public interface Source {

        /** Returns a future that no other subscriber has. */
        CompletableFuture<@Nullable Object> get() throws Throwable;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        CompletableFuture<@Nullable Object> cancelled = new CompletableFuture<>();
        Follower follower = new Follower(subscriber, () -> cancelled.cancel(false), () -> {}, UnaryOperator.identity());
        subscriber.onSubscribe(follower);
        if (cancelled.isDone()) {
            return;
        }
        try {
            CompletableFuture<@Nullable Object> value = source.get();
            cancelled.whenComplete((nothing, failure) -> value.cancel(true));
            value.whenComplete((found, failure) -> {
                if (failure == null) {
                    follower.complete(found == null ? List.of() : List.of(found));
                } else {
                    follower.fail(failure);
                }
            });
        } catch (Throwable thrown) {
            follower.fail(thrown);
        }
    }
}
