/**
 * Internal. Objects that are no containers: by their fields, their constants, their code, the answer of a hasher, their name, or
 * which object they are. A class comes in, out goes the {@code Encoder} of its objects. Used by {@code hash.structural}; uses {@code
 * hash.fields}, {@code hash.frame}, {@code hash.registry} and {@code hash.walk} among others.
 */
@NullMarked
package io.memo.hash.object;

import org.jspecify.annotations.NullMarked;
