package io.memo.store.handover;

import io.memo.digest.Digest;
import io.memo.hash.Outline;
import io.memo.key.DurableKey;
import io.memo.store.Entry;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.UnreadableEntryException;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.store.tier.entry.TierKeys;
import io.memo.store.tier.method.MethodTiers.Computed;
import io.memo.store.tier.method.RestoredResult;
import io.memo.store.tier.method.ValueCoder;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one method was handed over from the start before, and what it holds for the next one. Nothing is kept longer than memory
 * keeps it. Safe for use by several threads; throws nothing but the JVM's own errors.
 */
public final class MethodHandover {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private static final String NAME = "restart";

    private final String method;
    private final TierKeys keys;
    private final ValueCoder coder;
    private final LeftResults left;
    private final ConcurrentMap<TierKey, Note> notes = new ConcurrentHashMap<>();
    private final ReferenceQueue<Entry> gone = new ReferenceQueue<>();
    private final AtomicLong clears = new AtomicLong();

    /** @param left what the start before left, of all methods */
    MethodHandover(String method, TierKeys keys, ValueCoder coder, LeftResults left) {
        this.method = method;
        this.keys = keys;
        this.coder = coder;
        this.left = left;
    }

    /**
     * Returns a number that every clear changes. Who takes it before a call begins and gives it to {@link #note} notes nothing
     * that was cleared meanwhile.
     */
    public long clears() {
        return clears.get();
    }

    /** Returns whether the start before left a result under the key; it is not verified. */
    public boolean has(DurableKey durableKey) {
        return left.has(keys.of(durableKey));
    }

    /** Takes the result that the start before left, or returns null if there is none that can be used. */
    public @Nullable RestoredResult find(DurableKey durableKey) {
        TierKey key = keys.of(durableKey);
        HandedResult found = left.remove(key);
        if (found == null) {
            return null;
        }
        try {
            if (found.encoded()) {
                return coder.restore(
                        new StoredEntry(
                                key,
                                coder.codec(),
                                found.created(),
                                found.expires(),
                                found.computedInNanos(),
                                found.output(),
                                (byte[]) found.held()),
                        NAME);
            }
            Object value = coder.verified(found.held(), found.output());
            return new RestoredResult(value, found.created(), found.expires(), found.computedInNanos(), NAME);
        } catch (UnreadableEntryException e) {
            log.debug("A result of {} did not survive the restart: {}.", method, e.getMessage());
            return null;
        }
    }

    /**
     * Notes what is in memory, to be handed over if it is still there when the engine closes.
     *
     * @param durableKey the key of the call in every process
     * @param before the {@link #clears} when the call began
     */
    public void note(DurableKey durableKey, Entry entry, long before) {
        forgetGone();
        Note note = new Note(keys.of(durableKey), entry, gone);
        if (clears.get() == before) {
            notes.put(note.key, note);
        }
        if (clears.get() != before) {
            notes.remove(note.key, note);
        }
    }

    /** Lets go of the result under the key. */
    public void forget(DurableKey durableKey) {
        TierKey key = keys.of(durableKey);
        notes.remove(key);
        left.remove(key);
    }

    /**
     * Lets go of the results of all calls with these arguments, those of earlier code too, and of what calls that are under way
     * are about to note.
     */
    public void clear(Digest arguments) {
        clear(key -> key.arguments().equals(arguments));
    }

    /** Does the same for all arguments of the {@link TierKey#group}. */
    public void clearGroup(int group) {
        clear(key -> key.group() == group);
    }

    /** Lets go of all results of the method, those of earlier code too, and of what calls that are under way are about to note. */
    public void clear() {
        clear(key -> true);
    }

    private void clear(Predicate<TierKey> unwanted) {
        clears.incrementAndGet();
        notes.keySet().removeIf(unwanted);
        left.clear(key -> key.method().equals(method) && unwanted.test(key));
    }

    private void forgetGone() {
        for (Reference<? extends Entry> each = gone.poll(); each != null; each = gone.poll()) {
            if (each instanceof Note note) {
                notes.remove(note.key, note);
            }
        }
    }

    /** Returns what is still in memory. */
    List<Live> live() {
        List<Live> live = new ArrayList<>();
        for (Note note : notes.values()) {
            Entry entry = note.get();
            if (entry != null) {
                live.add(new Live(note.key, entry, coder));
            }
        }
        return live;
    }

    /** A result in memory. */
    record Live(TierKey key, Entry entry, ValueCoder coder) {

        /** Returns it as it can be handed over, or null if it cannot, as where it was changed since. */
        @Nullable
        HandedResult handOver() {
            Object value = entry.value();
            Outline outline = entry.outline();
            Digest stored = outline == null ? null : outline.hashed().digest();
            try {
                if (JdkObjects.holdsNothingElse(value)) {
                    return handed(coder.outputOf(value, stored), false, value);
                }
                StoredEntry bytes = coder.encode(
                        key,
                        new Computed(value, stored, entry.storedAt(), null, entry.computedInNanos(), 0, null),
                        Integer.MAX_VALUE);
                return handed(bytes.output(), true, bytes.payload());
            } catch (NotStorableException e) {
                log.debug("A result of {} does not survive the restart: {}.", key.method(), e.getMessage());
                return null;
            }
        }

        private HandedResult handed(Digest output, boolean encoded, @Nullable Object held) {
            return new HandedResult(
                    key.method(),
                    key.arguments(),
                    key.digest(),
                    entry.storedAt(),
                    entry.lifetime() == null ? null : entry.lifetime().expires(),
                    entry.computedInNanos(),
                    output,
                    encoded,
                    held);
        }
    }

    private static final class Note extends WeakReference<Entry> {

        private final TierKey key;

        Note(TierKey key, Entry entry, ReferenceQueue<Entry> gone) {
            super(entry, gone);
            this.key = key;
        }
    }
}
