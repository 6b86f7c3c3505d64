/**
 * Internal. The bytes that a digest is made of: {@code Format} says what they mean, {@code Buffer} collects them and
 * digests what is long. {@code Encodings} are those of some values, {@code KeyPart} is what stands for a value in a key.
 */
@NullMarked
package io.memo.hash.format;

import org.jspecify.annotations.NullMarked;
