package io.memo.benchmarks.replay;

import java.util.Set;

/**
 * What an analysis says a method depends on.
 *
 * @param lines one for each thing that counts; a commit changed the method if and only if they are others
 * @param share the part of the application's methods that it depends on, 0 to 1
 * @param whole whether it depends on all code of the application
 */
record Footprint(Set<String> lines, double share, boolean whole) {

    Footprint {
        lines = Set.copyOf(lines);
    }
}
