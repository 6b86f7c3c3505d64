/**
 * Internal. What a found entry is worth: untouched since it was stored, or changed behind the cache's back, and where. An entry
 * comes in, a {@link io.memo.verdict.Verdict} goes out; listeners are told. Used by the engine; uses {@code io.memo.hash}
 * and {@code io.memo.store}.
 */
@NullMarked
package io.memo.verdict;

import org.jspecify.annotations.NullMarked;
