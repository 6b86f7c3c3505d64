package io.memo.store.tier.method;

import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.UnreadableEntryException;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.store.tier.method.MethodTiers.Computed;
import org.jspecify.annotations.Nullable;

/**
 * Results of one method to entries and back. Whatever the codec does, an entry is made only of bytes that were read back
 * to an equal result, and a result is returned only if it equals the one that was stored; what "equal" means is said by the
 * hasher of results. Safe for use by several threads.
 */
public final class ValueCoder {

    private final String codec;
    private final ResultCodec results;
    private final StructuralHasher durable;
    private final StructuralHasher inProcess;
    private final Origin origin;
    private final DecodedAhead ahead = new DecodedAhead();

    /**
     * @param codec the codec's id
     * @param results the codec of the method's results
     * @param hasher hashes the method's results
     * @param origin names the method
     */
    public ValueCoder(String codec, ResultCodec results, StructuralHasher hasher, Origin origin) {
        this.codec = codec;
        this.results = results;
        this.durable = hasher;
        this.inProcess = hasher.inProcess();
        this.origin = origin;
    }

    /** Returns the id of the codec. */
    public String codec() {
        return codec;
    }

    /**
     * Returns the entry of a result.
     *
     * @param mostBytes how many bytes the result may have
     * @throws NotStorableException if it has more, or cannot be read back as it was
     */
    public StoredEntry encode(TierKey key, Computed computed, int mostBytes) throws NotStorableException {
        try {
            Object result = computed.value();
            byte[] payload = result == null ? null : results.encode(result, mostBytes);
            Object copy = payload == null ? null : results.decode(payload);
            Digest stored = computed.digest();
            Digest expected = stored == null ? inProcess.hash(result, origin).digest() : stored;
            if (!inProcess.hash(copy, origin).digest().equals(expected)) {
                throw new NotStorableException("what is read back differs from what was returned: a part of it is not"
                        + " written, was changed meanwhile, or is told apart by identity");
            }
            // Of the copy, since nobody else can change that.
            return new StoredEntry(
                    key,
                    codec,
                    computed.created(),
                    computed.expires(),
                    computed.computedInNanos(),
                    output(copy),
                    payload);
        } catch (UnreadableEntryException e) {
            throw new NotStorableException("it cannot be read back: " + e.getMessage(), e);
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            throw new NotStorableException("it cannot be compared with what is read back", e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new NotStorableException(
                    "writing or reading it fails with " + e.getClass().getName(), e);
        }
    }

    /**
     * Returns the digest of a result in every process, by which the same object is {@link #verified} later.
     *
     * @param stored the result's digest in this process when it was stored; null if it can never change
     * @throws NotStorableException if it was changed since, or cannot be told in another process
     */
    public Digest outputOf(@Nullable Object result, @Nullable Digest stored) throws NotStorableException {
        try {
            Digest output = output(result);
            // Afterwards: else what is changed in between would count as what was stored.
            if (stored != null && !inProcess.hash(result, origin).digest().equals(stored)) {
                throw new NotStorableException("it was changed since it was stored");
            }
            return output;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new NotStorableException(
                    "comparing it fails with " + e.getClass().getName(), e);
        }
    }

    private Digest output(@Nullable Object result) throws NotStorableException {
        HashedValue output = durable.hash(result, origin);
        if (output.thisProcessOnly()) {
            throw new NotStorableException(
                    "its digest means nothing in another process (an identity hasher, a lambda)");
        }
        return output.digest();
    }

    /**
     * Returns the result of an entry.
     *
     * @param tier the name of the tier that had it
     * @throws UnreadableEntryException if it cannot be read, or is not what was stored
     */
    public RestoredResult restore(StoredEntry entry, String tier) throws UnreadableEntryException {
        Object ready = ahead.take(entry);
        return new RestoredResult(
                ready == null ? decode(entry) : ready, entry.created(), entry.expires(), entry.computedInNanos(), tier);
    }

    /**
     * Decodes the result of an entry ahead of its {@link #restore}, if that is what it can be.
     *
     * @return how many bytes its payload has; 0 if it could not
     */
    int decodeAhead(StoredEntry entry) {
        byte[] payload = entry.payload();
        try {
            Object result = decode(entry);
            if (payload == null || result == null) {
                return 0;
            }
            ahead.add(entry, result);
            return payload.length;
        } catch (UnreadableEntryException e) {
            // Of another release perhaps. Who looks it up finds out what to do.
            return 0;
        }
    }

    /** Lets go of what was decoded ahead. */
    void forgetAhead() {
        ahead.clear();
    }

    private @Nullable Object decode(StoredEntry entry) throws UnreadableEntryException {
        try {
            byte[] payload = entry.payload();
            Object result = payload == null ? null : results.decode(payload);
            return verified(result, entry.output());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableEntryException(
                    "reading it fails with " + e.getClass().getName(), e);
        }
    }

    /**
     * Returns the result, if it is what was stored.
     *
     * @param output the digest of the result, in every process, when it was stored
     * @throws UnreadableEntryException if it is not
     */
    public @Nullable Object verified(@Nullable Object result, Digest output) throws UnreadableEntryException {
        try {
            if (!durable.hash(result, origin).digest().equals(output)) {
                throw new UnreadableEntryException("what is read differs from what was stored");
            }
            return result;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new UnreadableEntryException(
                    "comparing it fails with " + e.getClass().getName(), e);
        }
    }
}
