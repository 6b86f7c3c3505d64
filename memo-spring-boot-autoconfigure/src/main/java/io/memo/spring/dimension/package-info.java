/**
 * Internal. The dimensions of a context: found by the names that {@code varyBy} and {@code memo.vary-by} have. What is in this package and
 * below it is ready-made, and yields to a bean of the application by the same name.
 */
@NullMarked
package io.memo.spring.dimension;

import org.jspecify.annotations.NullMarked;
