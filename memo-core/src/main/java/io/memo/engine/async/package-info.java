/**
 * Internal. Results that are not there yet: calls that wait for one computation without a thread, each with a value of its own. A
 * call comes in; out goes at once what its result is presented by, as a future or a publisher. Used by {@code io.memo.engine}; uses
 * {@code io.memo.engine.flight}, {@code io.memo.engine.run}, {@code io.memo.engine.check} and {@code io.memo.engine.stream} among
 * its neighbours, {@code io.memo.returns} and {@code io.memo.store}.
 */
@NullMarked
package io.memo.engine.async;

import org.jspecify.annotations.NullMarked;
