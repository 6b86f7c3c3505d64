package io.memo.engine.stream;

import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/**
 * A publisher of what is made of another one's elements.
 *
 * @param given makes it; throws nothing
 */
public record Mapped(Flow.Publisher<?> source, UnaryOperator<Object> given) implements Flow.Publisher<Object> {

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        source.subscribe(new Flow.Subscriber<Object>() {

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(Object element) {
                subscriber.onNext(element == null ? null : given.apply(element));
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }
}
