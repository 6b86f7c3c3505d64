/**
 * Internal. The JDK's collections, maps and values that can change: how each is copied, and the unmodifiable one that reads like it. Used by
 * {@code io.memo.returns}.
 */
@NullMarked
package io.memo.returns.jdk;

import org.jspecify.annotations.NullMarked;
