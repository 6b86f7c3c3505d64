package io.memo.store.trust;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.io.ObjectStreamException;
import org.jspecify.annotations.Nullable;

/** A rule of memo's is broken: an object must not be written or read. */
public final class RefusedException extends ObjectStreamException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Digest release;

    /** The message names types and rules, never values. */
    public RefusedException(String message) {
        this(message, null);
    }

    private RefusedException(String message, @Nullable Digest release) {
        super(message);
        this.release = release;
    }

    /** Returns the exception about a class of an entry that is not allowed here, though it was where the entry was written. */
    public static RefusedException notHere(String message) {
        return new RefusedException(message, new FramedSink().putString(message).digest());
    }

    /**
     * Returns the exception about a class that has changed since the entry was written.
     *
     * @param now its fingerprint, null if it has none
     */
    public static RefusedException changed(String binaryName, @Nullable Digest now) {
        FramedSink release = new FramedSink().putString(binaryName);
        if (now != null) {
            release.putDigest(now);
        }
        return new RefusedException(binaryName + " has changed since the entry was written", release.digest());
    }

    /** Returns what tells this release of the application from one that can read the entry; null if none can. */
    public @Nullable Digest release() {
        return release;
    }

    /** Returns the exception about a result that has more bytes than the most. */
    public static RefusedException tooLarge(long most) {
        return new RefusedException(
                "it has more than the %d bytes that the largest entry is set to: raise the limit or return less"
                        .formatted(most));
    }
}
