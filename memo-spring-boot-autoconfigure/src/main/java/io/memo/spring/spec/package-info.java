/**
 * Internal. From a method with {@code @Memoize} to its specification: annotation, properties, defaults, conditions in
 * SpEL, the check of what it returns. Reads the one annotation in one place; nothing deeper sees it.
 */
@NullMarked
package io.memo.spring.spec;

import org.jspecify.annotations.NullMarked;
