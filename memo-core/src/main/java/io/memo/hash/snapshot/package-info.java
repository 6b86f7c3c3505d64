/**
 * Internal. Tells fast that a value is as it was. An object comes in, out goes a {@link io.memo.hash.snapshot.Snapshot}: what each part of
 * the value held that can change, by identity. A value that holds the same objects and numbers has the same digest, so nothing has
 * to be digested; of one that does not nothing is known. Which classes are looked at, and how, is said by {@code io.memo.hash}.
 */
@NullMarked
package io.memo.hash.snapshot;

import org.jspecify.annotations.NullMarked;
