/** Hits by what the result is: its size, and whether it may change. */
@NullMarked
package io.memo.benchmarks.results;

import org.jspecify.annotations.NullMarked;
