/**
 * What hashing values costs, measured with JMH beside what others take to tell the same values apart. How to run it and
 * what came out is in {@code docs/benchmarks.md}. Nothing uses this package.
 */
@NullMarked
package io.memo.benchmarks;

import org.jspecify.annotations.NullMarked;
