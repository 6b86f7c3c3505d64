package io.memo.engine.stream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Waits for the first element of a publisher of one, or none. */
public final class FirstValue implements Flow.Subscriber<Object> {

    private final Demand demand = new Demand();
    private final CompletableFuture<@Nullable Object> value = new CompletableFuture<>();

    private FirstValue() {}

    /**
     * Subscribes to the publisher.
     *
     * @return a future of its element, null if it has none; to cancel it cancels the subscription
     */
    public static CompletableFuture<@Nullable Object> of(Flow.Publisher<?> publisher) {
        FirstValue first = new FirstValue();
        first.demand.want(Long.MAX_VALUE);
        first.value.whenComplete((found, failure) -> {
            if (first.value.isCancelled()) {
                first.demand.cancel();
            }
        });
        publisher.subscribe(first);
        return first.value;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        demand.on(subscription);
    }

    @Override
    public void onNext(Object element) {
        value.complete(element);
    }

    @Override
    public void onError(Throwable failure) {
        value.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        value.complete(null);
    }
}
