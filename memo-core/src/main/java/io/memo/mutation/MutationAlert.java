package io.memo.mutation;

import io.memo.CachedObjectMutatedEvent;
import io.memo.hash.Outline;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a mutation alert. Names places, and what is there now if that was asked for. */
public final class MutationAlert {

    private static final int SHOWN = 10;

    private MutationAlert() {}

    /**
     * Returns the text for the log and for the exception: what, where, since when, when it was still unchanged, what is done, what to
     * do; no values.
     */
    public static String text(CachedObjectMutatedEvent event) {
        return text(event, UnaryOperator.identity());
    }

    /**
     * Returns the same, with what is at each place now, where the place can be reached; shortened. What was there before is
     * not known: only its digest was kept.
     *
     * @param result the changed object
     */
    public static String textWithValues(CachedObjectMutatedEvent event, @Nullable Object result) {
        return text(event, place -> {
            String present = PresentValue.at(result, place);
            return present == null ? place : place + " (now " + present + ")";
        });
    }

    private static String text(CachedObjectMutatedEvent event, UnaryOperator<String> shown) {
        return "The cached result of %s was changed after it was stored at %s%s: %s. %s Remedies, best first: do not change"
                        .formatted(
                                event.name(),
                                event.storedAt(),
                                unchanged(event),
                                places(event, shown),
                                consequence(event))
                + " the result; copy it and change the copy; set returns = COPY, so that each caller gets a copy, or FROZEN, so that"
                + " the line that changes it throws; set onMutation = RECOMPUTE, to run the method again; set"
                + " allowOutputMutation = true, if callers are meant to share the changes.";
    }

    private static String places(CachedObjectMutatedEvent event, UnaryOperator<String> shown) {
        String first = event.places().stream().limit(SHOWN).map(shown).collect(Collectors.joining(", "));
        int more = event.places().size() - SHOWN;
        return (more > 0 ? first + " and " + more + " more" : first)
                + (event.perhapsMorePlaces() ? ", and perhaps more beyond the first " + Outline.MOST + " places" : "");
    }

    private static String unchanged(CachedObjectMutatedEvent event) {
        return event.unchangedAt().isAfter(event.storedAt()) ? " (still unchanged at " + event.unchangedAt() + ")" : "";
    }

    private static String consequence(CachedObjectMutatedEvent event) {
        return switch (event.policy()) {
            case WARN -> "The changed object is returned.";
            case RECOMPUTE -> "The entry is dropped and the method runs again.";
            case FAIL ->
                "This call fails, as will every other until the object is changed back or the entry is cleared.";
        };
    }
}
