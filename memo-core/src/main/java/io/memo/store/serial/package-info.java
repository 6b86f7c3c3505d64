/**
 * Internal. The codec that needs nothing but the JDK: Java serialization, made strict. A result comes in, bytes go out, and back. What
 * may be in either is decided by {@code io.memo.store.trust}, by name before a class is loaded; each class of the application
 * writes its fingerprint beside its name, so that objects of a changed class are not read. Used by whoever puts tiers
 * together; uses {@code io.memo.store.tier}, {@code io.memo.store.trust} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.store.serial;

import org.jspecify.annotations.NullMarked;
