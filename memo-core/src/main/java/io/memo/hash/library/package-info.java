/**
 * Internal. Values of libraries that neither their fields nor their elements tell, and fields of theirs that only keep an
 * answer. By names, so that memo depends on none of them. {@code LibraryEncoders} and {@code LibraryFields} are asked.
 */
@NullMarked
package io.memo.hash.library;

import org.jspecify.annotations.NullMarked;
