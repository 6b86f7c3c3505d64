/**
 * For the tests of applications: says of a call whether it hit and why it missed, brings memo into slices or leaves it out,
 * and clears entries between tests. Only {@link io.memo.spring.test.ClearMemo} and {@link
 * io.memo.spring.test.MemoAssertions#assertThatCall(org.assertj.core.api.ThrowableAssert.ThrowingCallable)} need a Spring test
 * under way.
 */
@NullMarked
package io.memo.spring.test;

import org.jspecify.annotations.NullMarked;
