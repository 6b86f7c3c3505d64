/**
 * Internal. What could not be hashed, and the text that says why and what helps.
 */
@NullMarked
package io.memo.hash.refusal;

import org.jspecify.annotations.NullMarked;
