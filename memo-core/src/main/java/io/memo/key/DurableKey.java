package io.memo.key;

import io.memo.digest.Digest;

/**
 * What identifies a call in every process, and what identifies its arguments alone.
 *
 * @param arguments equal for two calls of one method if and only if their arguments are, whatever code runs and whatever its
 *     external variables are
 * @param call what the result is found by
 */
public record DurableKey(Digest arguments, Digest call) {}
