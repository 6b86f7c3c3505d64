/**
 * Internal. Rebuilds a value object by object, without recursion, so that sharing and circles survive. A value and the forms of its
 * objects come in, out goes the rebuilt value or a refusal. Uses nothing of memo's but the sink of generated copiers; used by {@code
 * io.memo.returns} and its rooms.
 */
@NullMarked
package io.memo.returns.pass;

import org.jspecify.annotations.NullMarked;
