package io.memo.engine.run;

import io.memo.EvictionCause;
import io.memo.Miss;
import io.memo.Miss.Asked;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.observe.MissLog;
import io.memo.engine.observe.MissLog.Attempt;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ManifestDiff;
import io.memo.key.CallParts;
import io.memo.key.Key;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log of the misses of one method in step with its counters. What goes wrong here costs an explanation, no call. Safe for use
 * by several threads.
 */
public final class Misses {

    private static final Logger logger = LoggerFactory.getLogger("io.memo.engine");

    private static final int MOST_CHANGES = 20;

    private final MissLog log;
    private final MethodCounters counters;

    public Misses(MissLog log, MethodCounters counters) {
        this.log = log;
        this.counters = counters;
    }

    /** Counts a miss for which the method begins to run, to store its result under the key; with what was asked for it. */
    Attempt running(Key key, Keys keys, Object target, @Nullable Object[] arguments, List<Asked> asked) {
        counters.miss();
        try {
            return log.running(key, parts(keys, target, arguments), asked);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            logger.debug("memo cannot tell why a call missed: {}", e.getClass().getName());
            return log.running(key, null, asked);
        }
    }

    /** Notes that the method begins to run for an entry that calls still get, to store its result in that one's place. */
    Attempt renewing(Key key, Keys keys, Object target, @Nullable Object[] arguments) {
        CallParts parts = parts(keys, target, arguments);
        return new Attempt(key, parts == null ? null : parts.digest());
    }

    /** Counts a miss that no key is behind, or that did not look for an entry. */
    public void missed(MissCause cause) {
        counters.miss();
        log.missed(cause);
    }

    /** Notes that the result of a run is about to be stored, and when it may no longer be returned, null for never. */
    void storing(Attempt run, @Nullable Instant expires) {
        log.stored(run, expires);
    }

    /** Notes that a run left no result in the store. */
    void notStored(Attempt run, MissCause why) {
        log.notStored(run, why);
    }

    /** Counts an entry that is gone. */
    public void evicted(Key key, EvictionCause cause) {
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

    /** Notes that an entry is gone for a reason that is no eviction. */
    public void lost(Key key, MissCause why) {
        log.gone(key, why);
    }

    /** Counts entries that were cleared all together. */
    public void cleared(long entries) {
        counters.evicted(EvictionCause.CLEARED, entries);
        log.cleared();
    }

    /** Notes that the code of the method was replaced: the calls so far were of the code before. */
    public void codeReplaced(CodeFingerprint before, CodeFingerprint after) {
        List<String> changes = ManifestDiff.between(before.manifest(), after.manifest());
        log.codeReplaced(
                new MissReason(MissCause.CODE_REPLACED, changes.subList(0, Math.min(MOST_CHANGES, changes.size()))));
    }

    /** Forgets the calls so far and why they missed; what was counted stays. */
    public void forget() {
        log.forget();
    }

    /** Returns why a call would miss. */
    public MissReason reason(Key key, Keys keys, Object target, @Nullable Object[] arguments) {
        return log.reason(key, parts(keys, target, arguments));
    }

    /** Returns what is no more as it was when a run began. */
    MissReason changedDuring(@Nullable Attempt run, Keys keys, Object target, @Nullable Object[] arguments) {
        CallParts now = parts(keys, target, arguments);
        return run == null || now == null ? MissReason.of(MissCause.UNKNOWN) : log.changedDuring(run, now);
    }

    /** Returns the last misses, newest first. */
    public List<Miss> last() {
        return log.misses();
    }

    private static @Nullable CallParts parts(Keys keys, Object target, @Nullable Object[] arguments) {
        try {
            return keys.parts(target, arguments);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            logger.debug(
                    "memo cannot tell what a key is made of: {}", e.getClass().getName());
            return null;
        }
    }
}
