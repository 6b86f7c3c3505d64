/**
 * Internal. What hits cost: told when a call begins and when it was a hit, it says what hits take, and when that is more than a run. Used by
 * the engine; uses the clock of {@code io.memo.store}.
 */
@NullMarked
package io.memo.engine.cost;

import org.jspecify.annotations.NullMarked;
