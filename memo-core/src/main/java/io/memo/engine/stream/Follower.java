package io.memo.engine.stream;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One caller that gets the elements of a recording, or those of a stored list, and then the end that it is told. Safe for use
 * by several threads; the subscriber is called by one at a time.
 *
 * <p>It may be parted from its recording as long as the subscriber got nothing of it, to follow another one instead.
 */
public final class Follower implements Flow.Subscription {

    private enum Phase {
        /** The subscriber got nothing yet. */
        WAITING,
        /** The subscriber got its first element, or its end. */
        FLOWING,
        /** Between two recordings. */
        PARTED
    }

    private final Flow.Subscriber<? super Object> subscriber;
    private final Runnable onCancel;
    private final Runnable onEnd;
    private final UnaryOperator<Object> given;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile @Nullable Source source;
    private volatile @Nullable End end;
    private volatile boolean cancelled;

    // Used by the thread whose turn it is.
    private long emitted;
    private boolean over;

    /**
     * @param onCancel told once, when the subscriber wants no more before it got its end
     * @param onEnd told when the subscriber gets nothing more, perhaps more than once
     * @param given makes what the subscriber gets of an element of a recording
     */
    public Follower(
            Flow.Subscriber<? super Object> subscriber,
            Runnable onCancel,
            Runnable onEnd,
            UnaryOperator<Object> given) {
        this.given = given;
        this.subscriber = subscriber;
        this.onCancel = onCancel;
        this.onEnd = onEnd;
    }

    /**
     * Takes the elements of the recording from now on, unless there is something to follow already. Calls nobody, so that it can
     * be done under a lock; {@link #begin()} has to come after it.
     *
     * @return false if the first elements were let go, so that there is nothing to follow
     */
    public boolean sit(Recording recording) {
        Iterator<Object> elements = source == null ? recording.elements() : null;
        if (elements != null) {
            source = new Source(recording, elements);
        }
        return source != null;
    }

    /** Begins to follow what it sits by; does nothing if it has begun, or sits by nothing yet. */
    public void begin() {
        phase.compareAndSet(Phase.PARTED, Phase.WAITING);
        Source followed = source;
        if (followed != null && followed.recording != null) {
            followed.recording.add(this);
            followed.recording.want(requested.get());
        }
        drain();
    }

    /** Leaves its recording if the subscriber got nothing yet; returns whether it did. Calls nobody. */
    public boolean part() {
        if (!phase.compareAndSet(Phase.WAITING, Phase.PARTED)) {
            return false;
        }
        Source left = source;
        source = null;
        if (left != null && left.recording != null) {
            left.recording.remove(this);
        }
        return true;
    }

    /** Tells the end, to be passed on behind all elements; if it follows nothing, with these elements before it. */
    public void complete(List<?> elements) {
        if (source == null) {
            source = new Source(null, elements.iterator());
        }
        end = new End(null, false);
        drain();
    }

    /** Tells the end, to be passed on behind the elements that came before it. */
    public void fail(Throwable failure) {
        end = new End(failure, false);
        drain();
    }

    @Override
    public void request(long more) {
        if (more <= 0) {
            end = new End(new IllegalArgumentException("Requested " + more + " elements; it must be at least 1"), true);
            onCancel.run();
        } else {
            long total =
                    requested.accumulateAndGet(more, (old, given) -> old + given < 0 ? Long.MAX_VALUE : old + given);
            Source followed = source;
            if (followed != null && followed.recording != null) {
                followed.recording.want(total);
            }
        }
        drain();
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            onCancel.run();
            drain();
        }
    }

    /** Passes on what is there and wanted. */
    void drain() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int taken = 1;
        do {
            emit();
            taken = turns.addAndGet(-taken);
        } while (taken != 0);
    }

    private void emit() {
        while (!over) {
            if (cancelled) {
                finish();
                return;
            }
            // Read before the elements: those that came before the end are there then.
            End told = end;
            Source followed = source;
            boolean more = followed != null && followed.elements.hasNext();
            if (told != null && (told.atOnce || !more)) {
                finish();
                guarded(() -> told.tell(subscriber));
                return;
            }
            if (followed == null || !more || emitted == requested.get() || !flows()) {
                return;
            }
            if (source == followed) {
                emitted++;
                Object element = followed.elements.next();
                guarded(() -> subscriber.onNext(followed.recording == null ? element : given.apply(element)));
            }
        }
    }

    private boolean flows() {
        return phase.get() == Phase.FLOWING || phase.compareAndSet(Phase.WAITING, Phase.FLOWING);
    }

    /** A subscriber that throws has cancelled, as the rules of publishers have it, and disturbs no other one. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error thrown) {
            cancel();
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }

    private void finish() {
        over = true;
        Source followed = source;
        source = new Source(null, List.of().iterator());
        if (followed != null && followed.recording != null) {
            followed.recording.remove(this);
        }
        onEnd.run();
    }

    /** @param recording what the elements come from, null for a list */
    private record Source(@Nullable Recording recording, Iterator<?> elements) {}

    /**
     * @param failure null for a completion
     * @param atOnce whether elements that were not passed on yet are dropped
     */
    private record End(@Nullable Throwable failure, boolean atOnce) {

        void tell(Flow.Subscriber<?> subscriber) {
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }
}
