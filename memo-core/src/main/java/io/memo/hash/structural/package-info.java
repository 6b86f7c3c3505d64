/**
 * Internal. The structural hasher. {@code Encoders} decides once per class how its values are written, in the order of
 * precedence; {@code Choices} keeps that; {@code KeyParts} decides what stands for values in keys.
 */
@NullMarked
package io.memo.hash.structural;

import org.jspecify.annotations.NullMarked;
