/**
 * Internal. What a found entry is worth: untouched since it was stored, or changed behind the cache's back, and where. An entry
 * comes in, a {@link io.memo.mutation.Verdict} goes out, and the text of the alert. Used by the engine; uses {@code io.memo.hash},
 * {@code io.memo.store} and {@code io.memo.digest}.
 */
@NullMarked
package io.memo.mutation;

import org.jspecify.annotations.NullMarked;
