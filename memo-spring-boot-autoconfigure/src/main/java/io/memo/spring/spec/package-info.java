/**
 * Internal. From a method with {@code @Memoize} to its specification: properties, annotation, profile, defaults, the check of what it
 * returns; what is asked in SpEL is in a room of its own. Reads the one annotation in one place; nothing deeper sees it.
 */
@NullMarked
package io.memo.spring.spec;

import org.jspecify.annotations.NullMarked;
