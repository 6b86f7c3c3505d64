/**
 * Internal. What the auto-configurations make that belongs to no other room: the memoizer that holds nothing,
 * listeners, values of properties that need more than binding.
 */
@NullMarked
package io.memo.spring.autoconfigure.parts;

import org.jspecify.annotations.NullMarked;
