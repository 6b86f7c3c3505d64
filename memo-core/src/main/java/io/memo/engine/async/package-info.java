/**
 * Internal. Results that are not there yet: calls that wait for one computation without a thread, each with a value of its own.
 */
@NullMarked
package io.memo.engine.async;

import org.jspecify.annotations.NullMarked;
