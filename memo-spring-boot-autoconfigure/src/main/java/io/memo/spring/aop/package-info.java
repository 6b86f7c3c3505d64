/**
 * Internal. From {@code @Memoize} on a bean to the engine: the pointcut and the aspect, the specification of a method (annotation
 * with properties applied), what a Spring context knows of objects and hashers, and what is checked when the application
 * starts. Nothing behind this package sees an annotation.
 */
@NullMarked
package io.memo.spring.aop;

import org.jspecify.annotations.NullMarked;
