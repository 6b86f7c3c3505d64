/** A small application whose methods are cached in every way. */
@NullMarked
package io.memo.benchmarks.quotes;

import org.jspecify.annotations.NullMarked;
