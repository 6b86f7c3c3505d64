/**
 * Internal. Generated code that reads the fields of an object. The fields of a class come in, out goes a {@link
 * io.memo.hash.plan.FieldWriter} that hands them to a {@link io.memo.hash.plan.FieldSink}, a {@link
 * io.memo.hash.plan.FieldComparer} that compares them, or a {@link io.memo.hash.plan.FieldWatch} that compares them with what they
 * held; or nothing where none can be made. Uses ASM and, in what it generates, {@code io.memo.digest}; used by {@code fields}, {@code
 * format}, {@code object}, {@code plan.copy}, {@code snapshot} and {@code structural} of {@code io.memo.hash}. Types are public
 * because generated classes live in the packages of those that they read; nobody else is to use them.
 */
@NullMarked
package io.memo.hash.plan;

import org.jspecify.annotations.NullMarked;
