/**
 * Internal. What users said: which hasher serves a class, and which fields they named that do not count. A class or a field
 * comes in, out goes its hasher, or whether it counts. Used by {@code hash.object}, {@code hash.structural} and {@code
 * hash.walk}; uses {@code hash.classify}.
 */
@NullMarked
package io.memo.hash.registry;

import org.jspecify.annotations.NullMarked;
