/**
 * Internal. What users said: which hasher serves a class, and which fields they named that do not count.
 */
@NullMarked
package io.memo.hash.registry;

import org.jspecify.annotations.NullMarked;
