/** One application that keeps its results fresh in each of the ways that are compared. */
@NullMarked
package io.memo.benchmarks.fresh.app;

import org.jspecify.annotations.NullMarked;
