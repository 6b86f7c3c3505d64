/**
 * Internal. Reads the external variables of a method. Its fingerprint comes in, which names the fields and statics that its code
 * reads; out go a digest of what these hold, and what of it counts by which object it is. {@link io.memo.key.external.ReadSets}
 * widens what is read when objects of unforeseen classes are met. Used by {@code io.memo.key} and the engine; uses {@code
 * io.memo.hash}, {@code io.memo.fingerprint} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.key.external;

import org.jspecify.annotations.NullMarked;
