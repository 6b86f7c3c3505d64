/**
 * Internal. Nodes of many parts: sequences, what has no order, maps, and values that other values stand for. The parts of a value
 * come in, out goes the {@code Frame} that writes them. Used by {@code hash.collection}, {@code hash.fields}, {@code hash.jdk},
 * {@code hash.library} and {@code hash.object}; uses {@code hash.walk}, {@code hash.read} and {@code hash.format}.
 */
@NullMarked
package io.memo.hash.frame;

import org.jspecify.annotations.NullMarked;
