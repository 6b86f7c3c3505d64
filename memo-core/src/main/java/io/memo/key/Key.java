package io.memo.key;

import io.memo.digest.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a call is looked up by. Two keys are equal if their digests are: {@link #externals()} is part of that digest and
 * kept beside it, to tell after the run whether an external variable changed meanwhile.
 */
public final class Key {

    private final Digest digest;
    private final Digest externals;
    private final boolean thisProcessOnly;

    Key(Digest digest, Digest externals, boolean thisProcessOnly) {
        this.digest = digest;
        this.externals = externals;
        this.thisProcessOnly = thisProcessOnly;
    }

    /** Returns the digest of the method's identity, its code, the arguments and the external variables. */
    public Digest digest() {
        return digest;
    }

    /** Returns the digest of the external variables alone. */
    public Digest externals() {
        return externals;
    }

    /** Returns whether the key means nothing outside this process. */
    public boolean thisProcessOnly() {
        return thisProcessOnly;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && digest.equals(key.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest.shortHex();
    }
}
