/**
 * Internal. Single flight: one computation per key, the threads that wait for it, and who may store its result. A key comes in; out
 * goes the computation under way, if there is one, and how it ended. Used by {@code io.memo.engine}, {@code io.memo.engine.async}
 * and {@code io.memo.engine.run}; uses {@code io.memo.key} and {@code io.memo.returns}.
 */
@NullMarked
package io.memo.engine.flight;

import org.jspecify.annotations.NullMarked;
