/**
 * Internal. The life of a method's code, divided by replacements. News of replaced code come in, out goes whether the code of a method is still
 * what it was, and what it is now.
 */
@NullMarked
package io.memo.generation;

import org.jspecify.annotations.NullMarked;
