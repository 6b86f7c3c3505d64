package io.memo.engine;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.Miss;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.key.Key;
import io.memo.verdict.MissLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the log of the misses of one method in step with its counters. Whatever goes wrong costs the explanation only. */
final class Misses {

    private final MissLog log;
    private final MethodCounters counters;

    Misses(MissLog log, MethodCounters counters) {
        this.log = log;
        this.counters = counters;
    }

    /** Counts a miss for which the method begins to run, to store its result under the key. */
    void running(Key key, Keys keys, Object target, @Nullable Object[] arguments) {
        counters.miss();
        log.running(key, keys.partsOrNull(target, arguments));
    }

    /** Counts a miss that no key is behind, or that did not look for an entry. */
    void missed(MissCause cause) {
        counters.miss();
        log.missed(cause);
    }

    /** Notes what became of the run for a key. */
    void ran(Key key, ComputationOutcome outcome) {
        switch (outcome) {
            case STORED -> log.stored(key);
            case DISCARDED -> log.gone(key, MissCause.CHANGED_DURING_RUN);
            case FAILED -> log.gone(key, MissCause.FAILED);
            default -> log.gone(key, MissCause.NOT_STORED);
        }
    }

    /** Notes that the result of a run could not be stored. */
    void notStored(Key key) {
        log.gone(key, MissCause.NOT_STORED);
    }

    /** Counts an entry that is gone. */
    void evicted(Key key, EvictionCause cause) {
        counters.evicted(cause, 1);
        log.gone(
                key,
                switch (cause) {
                    case EXPIRED -> MissCause.EXPIRED;
                    case SIZE -> MissCause.EVICTED;
                    case MUTATED -> MissCause.MUTATED;
                    case INVALID -> MissCause.INVALID;
                    case CLEARED -> MissCause.CLEARED;
                });
    }

    /** Counts entries that were cleared all together. */
    void cleared(long entries) {
        counters.evicted(EvictionCause.CLEARED, entries);
        log.cleared();
    }

    /** Forgets the calls so far and why they missed; what was counted stays. */
    void forget() {
        log.forget();
    }

    /** Returns why a call would miss. */
    MissReason reason(Key key, Keys keys, Object target, @Nullable Object[] arguments) {
        return log.reason(key, keys.partsOrNull(target, arguments));
    }

    /** Returns the last misses, newest first. */
    List<Miss> last() {
        return log.misses();
    }
}
