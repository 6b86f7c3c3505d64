/**
 * Internal. What one method sees of the tiers outside this process's memory: disk, a shared store, what was handed over before a
 * restart. A key comes in, a stored result or nothing goes out. Used by the engine; uses {@code io.memo.store.tier.method} and
 * {@code io.memo.store.handover}.
 */
@NullMarked
package io.memo.engine.tier;

import org.jspecify.annotations.NullMarked;
