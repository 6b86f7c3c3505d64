package io.memo;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A miss that was seen.
 *
 * @param at the moment of the call
 * @param reason why the result was not in memory
 * @param tiers what the places outside the process answered, in the order in which they were asked; empty if none was
 */
public record Miss(Instant at, MissReason reason, List<Asked> tiers) {

    public Miss {
        tiers = List.copyOf(tiers);
    }

    /** Returns the reason as a sentence, with what the places outside the process answered, if any was asked. */
    public String text() {
        return tiers.isEmpty()
                ? reason.text()
                : tiers.stream()
                        .map(asked -> asked.tier() + ": " + asked.answer().tag())
                        .collect(Collectors.joining(", ", reason.text() + " (", ")"));
    }

    /**
     * A place that was asked.
     *
     * @param tier its name
     * @param answer how the look-up ended; a hit if what was found there could not be returned after all
     */
    public record Asked(String tier, TierFigures.Got answer) {}
}
