/**
 * Internal. The release of stored objects: what a run returned comes in; when no entry and no call holds it any more, it is given to {@code
 * onRelease}, by a thread of memo's own. Used by {@code io.memo.engine} and {@code io.memo.engine.run}; uses {@code io.memo.engine.call},
 * {@code io.memo.engine.observe} and {@code io.memo.store}.
 */
@NullMarked
package io.memo.engine.release;

import org.jspecify.annotations.NullMarked;
