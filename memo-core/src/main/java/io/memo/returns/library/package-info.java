/**
 * Internal. How collections of libraries are frozen and copied that applications return every day: the few that are known by name. Used by {@code
 * io.memo.returns} and {@code io.memo.returns.fields}; uses {@code io.memo.returns.jdk}, {@code io.memo.returns.pass} and {@code io.memo.hash.classify}.
 */
@NullMarked
package io.memo.returns.library;

import org.jspecify.annotations.NullMarked;
