package io.memo.mutation;

import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.store.CheckState;
import io.memo.store.Entry;
import io.memo.store.Remembered;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the results of one method when they are stored and again later. Safe for use by several threads.
 *
 * <p>A lazy collection that was not initialised when the result was stored may be initialised later; that is no change.
 *
 * <p>A result that proved immutable when it was stored, and any result of a method that allows changes, has no outline
 * and costs nothing on a hit.
 */
public final class MutationCheck {

    /** The state of an object that can no longer be digested: something unhashable was put in, or it never rests. */
    private static final Digest UNREADABLE =
            new FramedSink().putString("unreadable").digest();

    /** So much is held on to of a result that is checked by budget: one that holds more is not cheap, so hits do not check it. */
    private static final int FEW = 4 * HashedValue.FEW_OBJECTS;

    /** Of one that is checked at every hit. */
    private static final int MANY = 1_000_000;

    private final StructuralHasher hasher;
    private final Origin origin;
    private final int most;

    /**
     * @param hasher hashes results
     * @param origin names the method in messages and begins the paths
     * @param everyHit whether every hit is checked, whatever that costs
     */
    public MutationCheck(StructuralHasher hasher, Origin origin, boolean everyHit) {
        this.hasher = hasher.inProcess();
        this.origin = origin;
        this.most = everyHit ? MANY : FEW;
    }

    /**
     * Returns what is to be remembered of a result; no outline if it proved immutable and needs no check.
     *
     * @throws UnhashableTypeException if it cannot be hashed soundly
     * @throws ChangedWhileHashedException if another thread is changing it
     */
    public Remembered remember(@Nullable Object result) {
        return Remembered.of(hasher.outlineToKeep(result, origin, most));
    }

    /** Returns what remembering a result of a declared type would throw, as far as the type tells, or null if nothing. */
    public @Nullable UnhashableTypeException refusal(Type declared) {
        return hasher.refusal(declared, origin);
    }

    /**
     * Returns what the entry is worth now, and notes it in the entry, so that a changed state is alerted once. To be asked by a
     * thread that hits the entry.
     */
    public Verdict judge(Entry entry) {
        CheckState checkState = entry.checkState();
        if (checkState == null || isAsNoted(checkState)) {
            return Verdict.INTACT;
        }
        Digest now;
        try {
            now = digest(entry, checkState);
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            now = UNREADABLE;
        }
        return verdict(checkState, now);
    }

    /**
     * Returns the same, asked by a thread that does not hit the entry. Whoever reads the object meanwhile may disturb that, as where
     * reading a map reorders it, and a hasher may need what only a caller has: such a failure is no sign of a change.
     */
    public Verdict judgeBehind(Entry entry) {
        CheckState checkState = entry.checkState();
        if (checkState == null || isAsNoted(checkState)) {
            return Verdict.INTACT;
        }
        Digest now;
        try {
            now = digest(entry, checkState);
        } catch (ChangedWhileHashedException e) {
            return new Verdict.Unclear(true);
        } catch (UnhashableTypeException e) {
            if (e.getCause() != null) {
                return new Verdict.Unclear(false);
            }
            now = UNREADABLE;
        }
        return verdict(checkState, now);
    }

    private static boolean isAsNoted(CheckState checkState) {
        boolean holds = checkState.outline().holds();
        if (holds) {
            checkState.noteIntact();
        }
        return holds;
    }

    private Digest digest(Entry entry, CheckState checkState) {
        return hasher.hashKept(entry.value(), origin, checkState.outline()).digest();
    }

    private static Verdict verdict(CheckState checkState, Digest now) {
        if (now.equals(checkState.outline().hashed().digest())) {
            checkState.noteIntact();
            return Verdict.INTACT;
        }
        return new Verdict.Mutated(checkState.noteChanged(now));
    }

    /** Returns where the object of a mutated entry differs from what was stored. */
    public Differences differences(Entry entry) {
        Outline stored = entry.outline();
        if (stored == null) {
            return somewhere();
        }
        try {
            Outline now = hasher.outlineKept(entry.value(), origin, stored);
            List<String> places = stored.differences(now);
            return places.isEmpty() ? somewhere() : new Differences(places, stored.isTruncated() || now.isTruncated());
        } catch (UnhashableTypeException e) {
            List<String> places = e.offences().stream()
                    .map(UnhashableTypeException.Offence::path)
                    .toList();
            return new Differences(places, stored.isTruncated());
        } catch (ChangedWhileHashedException e) {
            return somewhere();
        }
    }

    /** Returns that it differs, and nobody can tell where. */
    public Differences somewhere() {
        return new Differences(List.of(origin.name()), false);
    }
}
