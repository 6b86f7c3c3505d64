/**
 * Internal. Arrays, collections and maps of the JDK and of libraries: by their elements, and by what decides their look-ups. A class
 * comes in, out goes the {@code Encoder} of its values. Used by {@code hash.library}, {@code hash.object} and {@code
 * hash.structural}; uses {@code hash.frame} for the nodes, {@code hash.read}, {@code hash.walk} and {@code hash.format}.
 */
@NullMarked
package io.memo.hash.collection;

import org.jspecify.annotations.NullMarked;
