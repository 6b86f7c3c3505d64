package io.memo.engine;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CachedObjectMutatedException;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MissCause;
import io.memo.MutationPolicy;
import io.memo.key.Key;
import io.memo.key.MethodSpec;
import io.memo.store.Entry;
import io.memo.verdict.Differences;
import io.memo.verdict.ErasedCredentials;
import io.memo.verdict.MutationAlert;
import io.memo.verdict.MutationCheck;
import io.memo.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a found entry may be returned, raises the alert if its object was changed, and applies the policy. */
final class HitCheck {

    private static final Logger log = LoggerFactory.getLogger("io.memo.mutation");

    private final MethodSpec spec;
    private final MutationCheck check;
    private final GuardedStore store;
    private final MethodCounters counters;
    private final Misses misses;
    private final Failures failures;
    private final Listeners listeners;
    private final boolean showValues;

    HitCheck(
            MethodSpec spec,
            MutationCheck check,
            GuardedStore store,
            MethodCounters counters,
            Misses misses,
            Failures failures,
            Listeners listeners,
            boolean showValues) {
        this.spec = spec;
        this.check = check;
        this.store = store;
        this.counters = counters;
        this.misses = misses;
        this.failures = failures;
        this.listeners = listeners;
        this.showValues = showValues;
    }

    /**
     * Returns whether the entry may be returned to the call; if not, the method has to run.
     *
     * @throws CachedObjectMutatedException if its object was changed and the policy is {@link MutationPolicy#FAIL}
     */
    boolean passes(Key key, Entry entry, Invocation call) {
        return passesUnchanged(key, entry) && passesValidated(key, entry, call);
    }

    private boolean passesValidated(Key key, Entry entry, Invocation call) {
        boolean accepted = ConditionalCall.accepts(call, entry.value());
        if (!accepted && store.remove(key, entry)) {
            misses.evicted(key, EvictionCause.INVALID);
        }
        return accepted;
    }

    private boolean passesUnchanged(Key key, Entry entry) {
        if (entry.outline() == null) {
            return true;
        }
        Verdict verdict;
        try {
            verdict = check.judge(entry);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
            if (store.remove(key, entry)) {
                misses.lost(key, MissCause.UNKNOWN);
            }
            return false;
        }
        return !(verdict instanceof Verdict.Mutated mutated) || passesChanged(key, entry, mutated);
    }

    private boolean passesChanged(Key key, Entry entry, Verdict.Mutated mutated) {
        if (mutated.firstSeen()) {
            alert(entry);
        }
        return switch (spec.onMutation()) {
            case WARN -> true;
            case RECOMPUTE -> {
                if (store.remove(key, entry)) {
                    misses.evicted(key, EvictionCause.MUTATED);
                }
                yield false;
            }
            case FAIL -> {
                CachedObjectMutatedEvent event = event(entry, differences(entry));
                throw new CachedObjectMutatedException(text(event, entry), event);
            }
        };
    }

    private void alert(Entry entry) {
        Differences found = differences(entry);
        if (spec.onMutation() == MutationPolicy.RECOMPUTE && ErasedCredentials.explain(entry.value(), found)) {
            log.debug("The credentials in the cached result of {} were erased, as after a login.", spec.name());
            return;
        }
        counters.mutation();
        CachedObjectMutatedEvent event = event(entry, found);
        log.warn(text(event, entry));
        listeners.mutated(event, failure -> failures.note(FailedPart.LISTENER, failure));
    }

    private String text(CachedObjectMutatedEvent event, Entry entry) {
        return showValues ? MutationAlert.textWithValues(event, entry.value()) : MutationAlert.text(event);
    }

    private CachedObjectMutatedEvent event(Entry entry, Differences found) {
        return new CachedObjectMutatedEvent(
                spec.name(), spec.method(), found.places(), found.perhapsMore(), entry.storedAt(), spec.onMutation());
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
