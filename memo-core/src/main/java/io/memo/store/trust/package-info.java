/**
 * Internal. What may leave the process and come back, whatever the codec: the list of classes, asked by name before one is loaded
 * ({@link io.memo.store.trust.StorableClasses}), and whether each is still what it was ({@link
 * io.memo.store.trust.ClassFingerprints}). A return type comes in, a {@link io.memo.store.trust.Trust} goes out. Used by
 * the codecs; uses {@code io.memo.store.tier}, {@code io.memo.fingerprint} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.store.trust;

import org.jspecify.annotations.NullMarked;
