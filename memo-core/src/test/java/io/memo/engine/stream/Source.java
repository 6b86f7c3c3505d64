package io.memo.engine.stream;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A publisher that a test tells what to publish. One subscriber at a time. */
public final class Source implements Flow.Publisher<Object> {

    private Flow.@Nullable Subscriber<? super Object> subscriber;
    private int subscriptions;
    private long requested;
    private boolean cancelled;

    @Override
    public synchronized void subscribe(Flow.Subscriber<? super Object> given) {
        subscriptions++;
        subscriber = given;
        given.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                requested(more);
            }

            @Override
            public void cancel() {
                cancelled();
            }
        });
    }

    private synchronized void requested(long more) {
        requested = requested + more < 0 ? Long.MAX_VALUE : requested + more;
    }

    private synchronized void cancelled() {
        cancelled = true;
    }

    public void next(Object element) {
        subscriber().onNext(element);
    }

    public void complete() {
        subscriber().onComplete();
    }

    public void fail(Throwable failure) {
        subscriber().onError(failure);
    }

    private synchronized Flow.Subscriber<? super Object> subscriber() {
        Flow.Subscriber<? super Object> known = subscriber;
        if (known == null) {
            throw new AssertionError("nobody subscribed");
        }
        return known;
    }

    public synchronized int subscriptions() {
        return subscriptions;
    }

    public synchronized long requested() {
        return requested;
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
