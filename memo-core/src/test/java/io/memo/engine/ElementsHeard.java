package io.memo.engine;

import io.memo.engine.call.AsyncResults;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Who subscribes at once to a publisher of elements, and takes them all. */
final class ElementsHeard implements Flow.Subscriber<Object> {

    @SuppressWarnings("unchecked")
    static final AsyncResults RESULTS = call -> {
        ElementsHeard heard = new ElementsHeard();
        call.elements(returned -> (Flow.Publisher<Object>) returned, heard);
        return heard;
    };

    private final List<Object> elements = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<Object>> all = new CompletableFuture<>();

    List<Object> elements() {
        return all.join();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object element) {
        elements.add(element);
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(elements);
    }

    /** Asks for nothing. */
    static final class Ignored implements Flow.Subscription {

        @Override
        public void request(long elements) {}

        @Override
        public void cancel() {}
    }
}
