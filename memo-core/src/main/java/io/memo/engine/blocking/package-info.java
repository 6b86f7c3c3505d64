/**
 * Internal. The calls that return with their result: a call comes in, out goes a stored result, that of a run under way, or that of a run of its
 * own. Used by {@code io.memo.engine}; uses the rooms beside it.
 */
@NullMarked
package io.memo.engine.blocking;

import org.jspecify.annotations.NullMarked;
