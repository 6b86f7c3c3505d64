/**
 * Internal. Single flight: one computation per key, the threads that wait for it, and who may store its result.
 */
@NullMarked
package io.memo.engine.flight;

import org.jspecify.annotations.NullMarked;
