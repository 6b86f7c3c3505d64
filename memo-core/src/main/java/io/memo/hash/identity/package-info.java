/**
 * Internal. Numbers that stand for objects and classes within this process, what is known of objects that were met before, and how
 * long what is known of classes lives. An object or a class comes in, out goes what is known of it; none is kept alive. Used by
 * hashing, {@code io.memo.returns} and the engine; uses {@code io.memo.digest}.
 */
@NullMarked
package io.memo.hash.identity;

import org.jspecify.annotations.NullMarked;
