package io.memo.store.tier.entry;

import io.memo.store.tier.Realm;
import java.util.List;

/**
 * What closes an entry, so that nothing is decoded that was not written so. Safe for use by several threads.
 */
public sealed interface Seal permits Checksum, Signature {

    /** What a seal says of bytes. */
    enum Verdict {
        /** They are as they were sealed. */
        GENUINE,
        /** They are not. */
        DAMAGED,
        /** They were sealed with a secret that is not known here. */
        FOREIGN
    }

    /** Returns the seal against accidents, for a tier that nobody else can write to: CRC32C. */
    static Seal checksum() {
        return new Checksum();
    }

    /**
     * Returns the seal against others who can write to the tier: HMAC-SHA256.
     *
     * @param secrets what they do not know, at least 16 bytes each; the first one seals, all are accepted
     * @throws IllegalArgumentException if there is none, or one is too short
     */
    static Seal signature(List<byte[]> secrets) {
        return new Signature(secrets);
    }

    /** Returns what tells this kind of seal and its secret from others, for the head of an entry. */
    int id();

    /** Returns the realms of the secrets: first the one that seals, then those that are accepted too. */
    List<Realm> realms();

    /** Returns how many bytes the seal has. */
    int size();

    /** Writes the seal of all bytes before the last {@link #size()} ones into those. */
    void close(byte[] entry);

    /**
     * Returns what the last {@link #size()} bytes say of those before.
     *
     * @param id what the head says of the kind of seal
     * @param entry at least as long as the seal
     */
    Verdict verify(int id, byte[] entry);
}
