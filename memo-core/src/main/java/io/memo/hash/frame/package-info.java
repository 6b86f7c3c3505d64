/**
 * Internal. Nodes of many parts: sequences, what has no order, maps, and values that other values stand for.
 */
@NullMarked
package io.memo.hash.frame;

import org.jspecify.annotations.NullMarked;
