package io.memo.engine.async;

import io.memo.engine.call.ConditionalCall;
import io.memo.store.Entry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A caller that waits for a flight: the one that started it, or one that joined. Safe for use by several threads. */
class Passenger {

    private final AsyncCall call;
    private final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    private volatile @Nullable Entry stale;

    Passenger(AsyncCall call) {
        this.call = call;
    }

    /** Returns a caller whose call ends when its future is complete, and what was to follow that was called. */
    static Passenger of(AsyncCall call) {
        Passenger passenger = new Passenger(call);
        if (ConditionalCall.holds(call.body())) {
            // First in is last out.
            passenger.answer.whenComplete((value, failure) -> passenger.ended());
        }
        return passenger;
    }

    /** Notes that the caller has its answer, or none. */
    final void ended() {
        ConditionalCall.ended(call.body());
    }

    AsyncCall call() {
        return call;
    }

    /**
     * Notes that the caller needs a run.
     *
     * @param found a result whose time is over, null if there was none
     */
    void missed(@Nullable Entry found) {
        stale = found;
    }

    /** Returns a result whose time is over, and that may answer if the run fails; null if there is none. */
    @Nullable
    Entry stale() {
        return stale;
    }

    /** Returns the caller's own future; a caller that completes it, by whatever means, waits no more. */
    CompletableFuture<@Nullable Object> answer() {
        return answer;
    }

    /** Returns whether the caller has got a value. */
    boolean hasValue() {
        return answer.isDone() && !answer.isCompletedExceptionally();
    }

    /** Returns a passenger with the same call whom nobody waits for. */
    Passenger behind() {
        return of(call.anew());
    }

    boolean waits() {
        return !answer.isDone();
    }

    /**
     * Takes its place at a run that is under way; calls nobody, since it is done under a lock. {@link #begin()} comes after it.
     *
     * @return false if it came too late for it
     */
    boolean sit(Pending run) {
        return true;
    }

    /** Begins to take what is there already. */
    void begin() {}

    /** Gives up its place to have a run of its own; returns false if it got part of its answer. Calls nobody. */
    boolean part() {
        return waits();
    }

    /** Returns whether it gets nothing before the flight has landed, so that it may still take another one then. */
    boolean waitsForTheEnd() {
        return true;
    }

    /** Gives the caller its answer. */
    void land(@Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    /** Does something for the caller, if it waits still; what that throws is its answer. */
    final void attempt(Attempt attempt) {
        try {
            if (waits()) {
                attempt.run();
            }
        } catch (Throwable thrown) {
            land(null, thrown);
        }
    }

    /** What may fail. */
    @FunctionalInterface
    interface Attempt {
        void run() throws Throwable;
    }
}
