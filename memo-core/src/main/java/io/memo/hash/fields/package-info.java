/**
 * Internal. Which fields of a class count, and what writes them: generated code where that is possible, else reflection.
 */
@NullMarked
package io.memo.hash.fields;

import org.jspecify.annotations.NullMarked;
