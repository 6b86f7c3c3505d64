/** Applications in one JVM that stand for machines, and what comparisons of them need: how long calls took, a table. */
@NullMarked
package io.memo.benchmarks.machines;

import org.jspecify.annotations.NullMarked;
