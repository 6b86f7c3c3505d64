/**
 * Internal. What is done when a result is not good any more: an old entry is computed anew behind its callers; one whose time is over answers
 * for a run that throws. An entry comes in, out goes another in its place, or what a caller gets. Used by {@code io.memo.engine} and {@code
 * io.memo.engine.async}; uses {@code io.memo.engine.run}, {@code io.memo.engine.times} and {@code io.memo.store}.
 */
@NullMarked
package io.memo.engine.refresh;

import org.jspecify.annotations.NullMarked;
