/** The engine's figures as Micrometer meters, its computations as observations. The only package that knows Micrometer. */
@NullMarked
package io.memo.spring.metrics;

import org.jspecify.annotations.NullMarked;
