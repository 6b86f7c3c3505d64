/**
 * Internal. How collections of libraries are frozen and copied that applications return every day: the few that are known by name. Uses {@code
 * io.memo.returns.jdk} and {@code io.memo.returns.pass}.
 */
@NullMarked
package io.memo.returns.library;

import org.jspecify.annotations.NullMarked;
