/**
 * Internal. What could not be hashed, and the text that says why and what helps. Places in a value and reasons come in, out goes the
 * exception. Used by {@code hash.walk} and {@code hash.structural}; uses {@code io.memo.hash} and {@code hash.classify}.
 */
@NullMarked
package io.memo.hash.refusal;

import org.jspecify.annotations.NullMarked;
