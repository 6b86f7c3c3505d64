/**
 * Internal. What is looked at when the application starts: {@code MemoizedBeans} goes through all beans, and each
 * other type looks for one kind of mistake. Findings go to {@code report}.
 */
@NullMarked
package io.memo.spring.startup;

import org.jspecify.annotations.NullMarked;
