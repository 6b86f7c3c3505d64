/** What a computation takes. A library to the applications, so that its counters are no part of a key. */
@NullMarked
package io.memo.benchmarks.machines.work;

import org.jspecify.annotations.NullMarked;
