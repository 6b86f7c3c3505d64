/**
 * Values to digest. A value comes in with its origin (which part of which call it is), out goes its digest with two
 * bits: whether all of it proved immutable, and whether the digest means something in this process alone. What cannot
 * be hashed soundly is refused with every offending path. Used by keys, stores, {@code io.memo.mutation},
 * {@code io.memo.returns} and the engine. These are the contracts; how it is
 * done lies in the rooms below.
 *
 * <p>The way of a value: {@code DefaultStructuralHasher} asks {@code Encoders} once per class how values of it are
 * written (scalars, arrays, types of the JDK by meaning, collections, fields, or why not); {@code EncodingPass} writes
 * leaves at once and keeps a {@code Frame} for each node under way; {@code Format} says what the bytes mean.
 */
@NullMarked
package io.memo.hash;

import org.jspecify.annotations.NullMarked;
