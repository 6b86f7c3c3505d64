/**
 * Internal. Looks at entries that are to come, and the thread that makes them: what a hit makes due goes in, and comes out again, the oldest
 * first, within a budget.
 */
@NullMarked
package io.memo.engine.due;

import org.jspecify.annotations.NullMarked;
