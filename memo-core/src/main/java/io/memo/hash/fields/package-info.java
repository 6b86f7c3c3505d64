/**
 * Internal. Which fields of a class count, and what writes them: generated code where that is possible, else reflection. A class
 * comes in, out goes a {@code FieldsPlan}, or why there can be none. Used by {@code hash.object}, {@code hash.structural} and {@code
 * io.memo.key.external}; uses {@code hash.plan} to generate, {@code hash.library} and {@code hash.jdk} for what they know of fields,
 * {@code hash.snapshot} and {@code hash.walk}.
 */
@NullMarked
package io.memo.hash.fields;

import org.jspecify.annotations.NullMarked;
