/**
 * Internal. Tells fast that a value is as it was. An object comes in, out goes a {@link io.memo.hash.snapshot.Snapshot}: what each part of
 * the value held that can change, by identity. A value that holds the same objects and numbers has the same digest, so nothing has
 * to be digested; a value that holds others may still be equal. Which classes are looked at, and how, is said by {@code
 * io.memo.hash.structural} and {@code io.memo.hash.fields}.
 */
@NullMarked
package io.memo.hash.snapshot;

import org.jspecify.annotations.NullMarked;
