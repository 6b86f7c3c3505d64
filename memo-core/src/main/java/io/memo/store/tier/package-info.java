/**
 * What leaves the process: results as bytes. The contract of a tier that keeps bytes ({@link io.memo.store.tier.ByteTier}),
 * the form of an entry and its verification ({@link io.memo.store.tier.EntryFormat}, {@link io.memo.store.tier.Seal}), the
 * contract of a codec ({@link io.memo.store.tier.MemoCodec}), and what puts them together so that no failure costs more than
 * a miss ({@link io.memo.store.tier.MethodTiers}). Used by the engine and, for its contracts, by the tiers and codecs
 * themselves; uses {@code io.memo.store}, {@code io.memo.key}, {@code io.memo.hash} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.store.tier;

import org.jspecify.annotations.NullMarked;
