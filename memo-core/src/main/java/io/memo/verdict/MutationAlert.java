package io.memo.verdict;

import io.memo.CachedObjectMutatedEvent;
import io.memo.hash.Outline;
import java.util.stream.Collectors;

/** The text of a mutation alert. Names places, never values. */
public final class MutationAlert {

    private static final int SHOWN = 10;

    private MutationAlert() {}

    /** Returns the text for the log and for the exception: what, where, since when, what is done, what to do. */
    public static String text(CachedObjectMutatedEvent event) {
        return "The cached result of %s was changed after it was stored at %s: %s. %s Remedies, best first: do not change"
                        .formatted(event.name(), event.storedAt(), places(event), consequence(event))
                + " the result; copy it and change the copy; set onMutation = RECOMPUTE, to run the method again; set"
                + " allowOutputMutation = true, if callers are meant to share the changes.";
    }

    private static String places(CachedObjectMutatedEvent event) {
        String shown = event.places().stream().limit(SHOWN).collect(Collectors.joining(", "));
        int more = event.places().size() - SHOWN;
        return (more > 0 ? shown + " and " + more + " more" : shown)
                + (event.perhapsMorePlaces() ? ", and perhaps more beyond the first " + Outline.MOST + " places" : "");
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
