package io.memo.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets go of all entries before and after a test, or each test of a class, its nested classes included: of all memoizers in
 * the test's application context and its parents. Before, since an application context is shared by test classes, and others
 * may have left entries; before {@code @BeforeEach} methods, which may fill the cache. After, since entries may come from a
 * transaction that was rolled back, or from a mock.
 *
 * <p>The reasons of misses begin anew as well: the first call in a test is a {@link io.memo.MissCause#FIRST_CALL}. The figures
 * go on, since meters must not go back; so does {@link io.memo.Memoizer#setEnabled(boolean)}. Tests that run at the same time
 * and share an application context clear each other's entries.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface ClearMemo {}
