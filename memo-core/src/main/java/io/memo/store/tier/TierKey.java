package io.memo.store.tier;

import io.memo.digest.Digest;

/**
 * What an entry is found by outside the process.
 *
 * @param method the name of the method, by which its entries are cleared; does not tell entries apart
 * @param digest the identity of the entry, in every process
 */
public record TierKey(String method, Digest digest) {}
