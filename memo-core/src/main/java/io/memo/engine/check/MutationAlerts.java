package io.memo.engine.check;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CachedObjectMutatedException;
import io.memo.FailedPart;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.Listeners;
import io.memo.engine.observe.MethodCounters;
import io.memo.mutation.Differences;
import io.memo.mutation.ErasedCredentials;
import io.memo.mutation.MutationAlert;
import io.memo.mutation.MutationCheck;
import io.memo.store.CheckState;
import io.memo.store.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the changed results of one method: the log, the counter, the listeners. */
public final class MutationAlerts {

    private static final Logger log = LoggerFactory.getLogger("io.memo.mutation");

    private final MethodSpec spec;
    private final MutationCheck check;
    private final MethodCounters counters;
    private final Failures failures;
    private final Listeners listeners;
    private final boolean showValues;

    public MutationAlerts(
            MethodSpec spec,
            MutationCheck check,
            MethodCounters counters,
            Failures failures,
            Listeners listeners,
            boolean showValues) {
        this.spec = spec;
        this.check = check;
        this.counters = counters;
        this.failures = failures;
        this.listeners = listeners;
        this.showValues = showValues;
    }

    /** Raises the alert about an entry whose changed state was seen for the first time. */
    void raise(Entry entry, CheckState checkState) {
        Differences found = differences(entry);
        if (spec.onMutation() == MutationPolicy.RECOMPUTE && ErasedCredentials.explain(entry.value(), found)) {
            log.debug("The credentials in the cached result of {} were erased, as after a login.", spec.name());
            return;
        }
        counters.mutation();
        CachedObjectMutatedEvent event = event(entry, checkState, found);
        log.warn(text(event, entry));
        listeners.mutated(event, failure -> failures.note(FailedPart.LISTENER, failure));
    }

    /** Returns what a call throws that may not be given the changed object. */
    CachedObjectMutatedException exception(Entry entry, CheckState checkState) {
        CachedObjectMutatedEvent event = event(entry, checkState, differences(entry));
        return new CachedObjectMutatedException(text(event, entry), event);
    }

    private String text(CachedObjectMutatedEvent event, Entry entry) {
        return showValues ? MutationAlert.textWithValues(event, entry.value()) : MutationAlert.text(event);
    }

    private CachedObjectMutatedEvent event(Entry entry, CheckState checkState, Differences found) {
        return new CachedObjectMutatedEvent(
                spec.name(),
                spec.method(),
                found.places(),
                found.perhapsMore(),
                entry.storedAt(),
                checkState.unchangedAt(),
                spec.onMutation());
    }

    private Differences differences(Entry entry) {
        try {
            return check.differences(entry);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
            return check.somewhere();
        }
    }
}
