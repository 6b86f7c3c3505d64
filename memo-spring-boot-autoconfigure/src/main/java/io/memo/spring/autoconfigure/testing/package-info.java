/**
 * Internal. What tests of applications get without asking for it: a memoizer in each context, and a hint where
 * earlier results may have made a test fail. Named in {@code META-INF/spring.factories}.
 */
@NullMarked
package io.memo.spring.autoconfigure.testing;

import org.jspecify.annotations.NullMarked;
