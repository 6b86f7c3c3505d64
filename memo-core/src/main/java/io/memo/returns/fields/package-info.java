/**
 * Internal. Objects of classes outside the JDK: which are understood by their fields, and how they are made anew, records by their
 * constructor. Used by {@code io.memo.returns}; uses {@code io.memo.returns.pass}, {@code io.memo.returns.library}, {@code
 * io.memo.hash.plan.copy}, {@code io.memo.hash.classify} and {@code io.memo.jvm}.
 */
@NullMarked
package io.memo.returns.fields;

import org.jspecify.annotations.NullMarked;
