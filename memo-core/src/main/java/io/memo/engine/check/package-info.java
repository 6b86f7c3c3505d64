/**
 * Internal. Whether a stored result is still as it was: at the hit, or behind it, and the alert where it is not. The entry of a hit
 * comes in; out goes whether the call may have it. Used by {@code io.memo.engine} and {@code io.memo.engine.async}; uses {@code
 * io.memo.mutation} to judge, {@code io.memo.engine.due} for what is checked behind callers, {@code io.memo.engine.call}, {@code
 * io.memo.engine.observe}, {@code io.memo.engine.run}, {@code io.memo.key} and {@code io.memo.store}.
 */
@NullMarked
package io.memo.engine.check;

import org.jspecify.annotations.NullMarked;
