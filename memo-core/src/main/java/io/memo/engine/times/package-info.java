/**
 * Internal. How long results are good: a result comes in, out go the times of its entry, and whether they are over. Used by {@code
 * io.memo.engine}, {@code io.memo.engine.refresh}, {@code io.memo.engine.run} and {@code io.memo.engine.tier}; uses {@code
 * io.memo.engine.call} and {@code io.memo.store}.
 */
@NullMarked
package io.memo.engine.times;

import org.jspecify.annotations.NullMarked;
