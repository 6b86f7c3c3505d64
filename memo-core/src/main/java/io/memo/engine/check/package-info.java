/**
 * Internal. Whether a stored result is still as it was: at the hit, or behind it, and the alert where it is not.
 */
@NullMarked
package io.memo.engine.check;

import org.jspecify.annotations.NullMarked;
