package io.memo.engine.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it gets, and sees that it gets it by the rules. */
public class Collected implements Flow.Subscriber<Object> {

    private final List<Object> elements = new ArrayList<>();
    private final long atFirst;
    private long requested;
    private boolean cancelled;
    private boolean complete;
    private @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;
    private final List<String> faults = new ArrayList<>();

    /** @param atFirst how many elements are requested on subscription */
    public Collected(long atFirst) {
        this.atFirst = atFirst;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (atFirst > 0) {
            request(atFirst);
        }
    }

    @Override
    public void onNext(Object element) {
        synchronized (this) {
            elements.add(element);
            if (isOver()) {
                faults.add("an element after the end");
            }
            if (requested != Long.MAX_VALUE && elements.size() > requested) {
                faults.add("more elements than requested");
            }
        }
    }

    @Override
    public synchronized void onError(Throwable thrown) {
        if (isOver()) {
            faults.add("an end after the end");
        }
        failure = thrown;
    }

    @Override
    public synchronized void onComplete() {
        if (isOver()) {
            faults.add("an end after the end");
        }
        complete = true;
    }

    public final void request(long more) {
        synchronized (this) {
            requested = requested + more < 0 ? Long.MAX_VALUE : requested + more;
        }
        subscription().request(more);
    }

    public void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        subscription().cancel();
    }

    private Flow.Subscription subscription() {
        Flow.Subscription known = subscription;
        if (known == null) {
            throw new AssertionError("never subscribed");
        }
        return known;
    }

    public synchronized List<Object> elements() {
        return List.copyOf(elements);
    }

    public synchronized boolean isComplete() {
        return complete;
    }

    public synchronized @Nullable Throwable failure() {
        return failure;
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    public synchronized boolean isOver() {
        return complete || failure != null;
    }

    /** Returns what was against the rules of publishers. */
    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
