package io.memo.store.tier;

/**
 * What those who have a secret in common share in a place that others can write to: a part of the names there, and signatures of short
 * texts. Immutable.
 */
public interface Realm {

    /** Returns what tells this secret from others, in letters and digits; nobody can tell the secret from it. */
    String name();

    /** Returns what nobody writes who does not have the secret; empty where there is none. */
    String sign(String text);
}
