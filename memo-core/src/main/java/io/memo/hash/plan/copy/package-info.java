/**
 * Internal. Generated code that copies the fields of an object. The fields of a class come in, out goes a {@link
 * io.memo.hash.plan.copy.FieldCopier}, or nothing where none can be made. Uses ASM; used by {@code io.memo.returns.fields}, which
 * copies by reflection otherwise. Types are public because generated classes live in the packages of those that they copy.
 */
@NullMarked
package io.memo.hash.plan.copy;

import org.jspecify.annotations.NullMarked;
