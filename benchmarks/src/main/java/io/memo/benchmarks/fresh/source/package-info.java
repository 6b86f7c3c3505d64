/** What the applications ask. A library to them, so that its records are no part of a key. */
@NullMarked
package io.memo.benchmarks.fresh.source;

import org.jspecify.annotations.NullMarked;
