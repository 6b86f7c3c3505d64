package io.memo.hash;

import io.memo.digest.Digest;

/**
 * What hashing a value gives.
 *
 * @param digest the identity of the value
 * @param immutable whether every part of the value proved immutable while it was digested, reflection aside, so that
 *     its digest can never change
 * @param thisProcessOnly whether the digest means nothing outside this process
 * @param bytes how many bytes were digested, which tells about how large the value is
 */
public record HashedValue(Digest digest, boolean immutable, boolean thisProcessOnly, long bytes) {}
