package io.memo.mutation;

import io.memo.hash.Outline;
import java.util.List;

/**
 * Where a result differs from what was stored.
 *
 * @param places at least one
 * @param perhapsMore whether there may be more, beyond the first {@value Outline#MOST} places inside the result
 */
public record Differences(List<String> places, boolean perhapsMore) {

    public Differences {
        places = List.copyOf(places);
    }
}
