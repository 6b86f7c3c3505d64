/**
 * What leaves the process: results as bytes. Here are the contracts: of a tier that keeps bytes ({@link io.memo.store.tier.ByteTier}),
 * of what processes tell each other by it, and of a codec ({@link io.memo.store.tier.MemoCodec}). The rooms below put them together
 * so that no failure costs more than a miss: {@code entry} is the form of an entry and its verification, {@code guard} makes a tier
 * safe, {@code method} is what a memoized method sees. Uses {@code io.memo.digest}.
 */
@NullMarked
package io.memo.store.tier;

import org.jspecify.annotations.NullMarked;
