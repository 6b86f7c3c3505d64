/**
 * Internal. Objects of classes outside the JDK: which are understood by their fields, and how they are made anew, records by their constructor. Used by
 * {@code io.memo.returns}.
 */
@NullMarked
package io.memo.returns.fields;

import org.jspecify.annotations.NullMarked;
