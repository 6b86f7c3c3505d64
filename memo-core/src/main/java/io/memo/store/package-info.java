/**
 * Internal. Key to entry: the contract of a store and what it holds, with the engine's clock, {@code Ticker}. A key comes in, out
 * goes the entry of an earlier call, or nothing. Used by the rooms below, {@code io.memo.mutation}, {@code io.memo.returns}, the
 * engine and Spring; uses {@code io.memo.call}, {@code io.memo.key}, {@code io.memo.size}, {@code io.memo.digest} and, for what is
 * remembered of a result, {@code io.memo.hash}.
 */
@NullMarked
package io.memo.store;

import org.jspecify.annotations.NullMarked;
