package io.memo.store.tier.entry;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.key.DurableKey;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.TierKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes the keys of one method's entries outside the process.
 *
 * <pre>
 * key = H(format, application, codec, classes of the result, durable key of the call, epoch)
 * </pre>
 *
 * <p>So what another application, another codec, another Java or other classes would make of an entry lies elsewhere. So does what
 * was stored before a clear, wherever it lies: an entry holds its key, so none can be carried over to a later epoch.
 * Immutable.
 */
public final class TierKeys {

    private final String method;
    private final Digest constant;

    /**
     * @param application the name of the application; those with one name share entries
     * @param method the name of the method
     * @param codec the codec's {@link MemoCodec#id}
     * @param resultClasses the {@link ResultCodec#classes() fingerprint of the classes} of the result
     */
    public TierKeys(String application, String method, String codec, Digest resultClasses) {
        this.method = method;
        this.constant = new FramedSink()
                .putInt(EntryFormat.VERSION)
                .putString(application)
                .putString(codec)
                .putDigest(resultClasses)
                .digest();
    }

    /** Returns the key of the call that has this durable key, for places that no other process clears. */
    public TierKey of(DurableKey durableKey) {
        return of(durableKey, null);
    }

    /**
     * Returns the key of the call that has this durable key.
     *
     * @param epoch that of the call, null where no other process can clear what is stored
     */
    public TierKey of(DurableKey durableKey, @Nullable Digest epoch) {
        FramedSink key = new FramedSink().putDigest(constant).putDigest(durableKey.call());
        if (epoch != null) {
            key.putDigest(epoch);
        }
        return new TierKey(method, durableKey.arguments(), key.digest());
    }
}
