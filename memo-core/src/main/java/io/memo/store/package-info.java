/**
 * Internal. Key to entry: the contract of a store and what it holds. A key comes in, out goes the entry of an earlier call, or
 * nothing. Used by the verdict and the engine; uses {@code io.memo.key} and, for what is remembered of a result,
 * {@code io.memo.hash}.
 */
@NullMarked
package io.memo.store;

import org.jspecify.annotations.NullMarked;
