/**
 * Internal. One pass over a value: {@code EncodingPass} writes leaves at once and keeps a {@code Frame} for each node under
 * way. An {@code Encoder} says how the values of a class are written; who decides which one is above this room and is
 * asked as an {@code EncoderSource}.
 */
@NullMarked
package io.memo.hash.walk;

import org.jspecify.annotations.NullMarked;
