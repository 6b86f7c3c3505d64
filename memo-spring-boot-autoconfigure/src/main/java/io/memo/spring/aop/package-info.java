/**
 * Internal. From a call on a bean to the engine: the pointcut, the advisor and the aspect, and which memoizer a method has. A method
 * comes in with its specification made by {@code io.memo.spring.spec}; nothing behind this package sees an annotation.
 */
@NullMarked
package io.memo.spring.aop;

import org.jspecify.annotations.NullMarked;
