package io.memo.key;

import io.memo.digest.Comparing;
import io.memo.digest.Digest;
import io.memo.hash.StructuralHasher;
import io.memo.size.HeapEstimate;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a call in this process: the constant of its method, the key parts of its arguments that count and of the
 * dimensions, the key part of its external variables.
 *
 * <p>Two keys are equal if and only if these are. So a call with usual arguments is told apart exactly; where digests
 * stand in, they are of {@link io.memo.digest.DigestAlgorithm#IN_PROCESS}. A key means nothing in another process, and what
 * it is made of shows nowhere.
 */
public final class Key {

    private static final int UNKNOWN = -1;

    private final Digest constant;
    private final @Nullable Object[] arguments;
    private final Object externals;
    private final int hash;
    /** Set before others see the key in a store; no part of what it equals. */
    private int group = UNKNOWN;

    /**
     * @param constant what is the same for every call of the method
     * @param arguments what stands for the arguments, then for the dimensions; not to be changed
     * @param externals what stands for the external variables
     */
    Key(Digest constant, @Nullable Object[] arguments, Object externals) {
        this.constant = constant;
        this.arguments = arguments;
        this.externals = externals;
        this.hash = 31 * Comparing.hash(arguments) + externals.hashCode();
    }

    /** Returns whether this was the same for every call when the key was taken. */
    boolean isOf(Digest now) {
        return constant.equals(now);
    }

    /** Returns whether these were the external variables when the key was taken. */
    boolean hasExternals(Object now) {
        return externals.equals(now);
    }

    /** Returns what stood for the arguments and the dimensions when the key was taken; not to be changed. */
    @Nullable
    Object[] arguments() {
        return arguments;
    }

    /** Returns whether these stood for the first arguments when the key was taken; there are no more of them than of its own. */
    boolean beginsWith(@Nullable Object[] others) {
        for (int i = 0; i < others.length; i++) {
            if (!Comparing.same(arguments[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    /** Notes the group of its arguments, which clears by other processes name, by the thread that is about to store something under it. */
    public void inGroup(int known) {
        group = known;
    }

    /** Returns whether its arguments are of the group, as far as that was noted. */
    public boolean mayBeOfGroup(int asked) {
        int known = group;
        return known == asked || known == UNKNOWN;
    }

    /** Counts what it takes in the heap by itself. */
    public void count(HeapEstimate heap) {
        heap.holder(this);
        heap.leaf(arguments);
        for (Object argument : arguments) {
            StructuralHasher.count(argument, heap);
        }
        StructuralHasher.count(externals, heap);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Key key
                        && hash == key.hash
                        && Comparing.same(arguments, key.arguments)
                        && Comparing.same(externals, key.externals)
                        && Comparing.same(constant, key.constant));
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
