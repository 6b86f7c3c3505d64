/** One application, cached in each of the ways that are compared. */
@NullMarked
package io.memo.benchmarks.shared.app;

import org.jspecify.annotations.NullMarked;
