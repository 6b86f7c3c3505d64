/**
 * Internal. Types of the JDK by what their values mean. {@code JdkEncoders} is asked; the others register what they know in
 * {@code JdkTable}.
 */
@NullMarked
package io.memo.hash.jdk;

import org.jspecify.annotations.NullMarked;
