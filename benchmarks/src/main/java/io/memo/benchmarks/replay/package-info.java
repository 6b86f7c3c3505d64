/**
 * Replays the history of a project: compiles commit by commit, fingerprints the methods of each, and says how many stay what they
 * were, beside what other analyses say of the same. {@link io.memo.benchmarks.replay.Replay} is where it starts; how to run it and
 * what came out is in {@code docs/benchmarks.md}. Nothing uses this package.
 */
@NullMarked
package io.memo.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
