package io.memo.spring.async;

import io.memo.engine.call.AsyncResults.Call;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.util.context.ContextView;

/**
 * Asks dimensions about a subscriber, by the thread that subscribes. Micrometer's context propagation, where it is on the class path, gives the
 * thread what the subscriber's context has for its thread locals, as long as it asks; the method does not run within.
 */
final class RestoredThreadLocals {

    private RestoredThreadLocals() {}

    /** Returns the call with what its dimensions are for the subscriber; throws what {@link Call#byThisThread()} does. */
    static Call in(ContextView context, Call call) {
        return CarriedContext.propagates() && call.hasDimensions() && !context.isEmpty()
                ? Propagation.in(context, call)
                : call.byThisThread();
    }

    /** A class of its own, for the library may be absent. */
    private static final class Propagation {

        private static final ContextSnapshotFactory SNAPSHOTS =
                ContextSnapshotFactory.builder().build();

        static Call in(ContextView context, Call call) {
            try (ContextSnapshot.Scope scope = SNAPSHOTS.captureFrom(context).setThreadLocals()) {
                return call.byThisThread();
            }
        }
    }
}
