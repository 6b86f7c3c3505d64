/**
 * Internal. What is said of one method in SpEL, and asked at its calls: the expressions of {@code @Memoize} come in as they are written,
 * out come the {@link io.memo.engine.call.CallConditions} of the engine. Used by {@code io.memo.spring.spec} alone.
 */
@NullMarked
package io.memo.spring.spec.condition;

import org.jspecify.annotations.NullMarked;
