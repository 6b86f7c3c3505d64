package io.memo.key;

import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.TableHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a call is looked up by in this process.
 *
 * <pre>
 * key = constant, node(arguments), node(externals)
 * node(values) = their encodings, if those are short; else their digest
 * </pre>
 *
 * <p>Two keys are equal if and only if these are. So a call with short arguments is told apart exactly; where digests
 * stand in, they are of {@link DigestAlgorithm#IN_PROCESS}. A key means nothing in another process, and what it is made
 * of shows nowhere.
 */
public final class Key {

    private final Digest constant;
    private final byte[] values;
    private final int externalsFrom;
    private final boolean askedHasher;
    private final int hash;

    /**
     * @param constant what is the same for every call of the method
     * @param values arguments, then externals; not to be changed
     * @param externalsFrom where the externals begin
     * @param askedHasher whether a hasher took part in the arguments; does not count
     */
    Key(Digest constant, byte[] values, int externalsFrom, boolean askedHasher) {
        this.constant = constant;
        this.values = values;
        this.externalsFrom = externalsFrom;
        this.askedHasher = askedHasher;
        this.hash = TableHash.of(values);
    }

    /** Returns whether these were the external variables when the key was taken. */
    boolean hasExternals(byte[] externals) {
        return Arrays.equals(values, externalsFrom, values.length, externals, 0, externals.length);
    }

    /** Returns whether a hasher of the user's took part in the arguments. */
    boolean hasAskedHasher() {
        return askedHasher;
    }

    /** Returns whether these were the arguments when the key was taken. */
    boolean hasArguments(byte[] arguments) {
        return Arrays.equals(values, 0, externalsFrom, arguments, 0, arguments.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key
                && hash == key.hash
                && externalsFrom == key.externalsFrom
                && Arrays.equals(values, key.values)
                && constant.equals(key.constant);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Returns some digits of what is the same for every call; nothing of the values. */
    @Override
    public String toString() {
        return constant.shortHex();
    }
}
