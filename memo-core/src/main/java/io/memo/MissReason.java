package io.memo;

import java.util.List;

/**
 * Why a call ran the method.
 *
 * @param cause what kind of reason
 * @param places where: paths of the arguments or external variables that changed, names of dimensions, sentences about code that did; never a
 *     value. Empty where the cause says it all
 */
public record MissReason(MissCause cause, List<String> places) {

    public MissReason {
        places = List.copyOf(places);
    }

    /** Returns a reason without places. */
    public static MissReason of(MissCause cause) {
        return new MissReason(cause, List.of());
    }

    /** Returns the reason as a sentence without a full stop, without any value. */
    public String text() {
        String where = String.join(", ", places);
        return switch (cause) {
            case FIRST_CALL -> "first call";
            case ARGUMENT_CHANGED, EXTERNAL_CHANGED, DIMENSION_CHANGED -> where + " changed";
            case CODE_CHANGED -> "the code changed since the last start: " + where;
            case CODE_REPLACED -> "the code was replaced while it ran" + (where.isEmpty() ? "" : ": " + where);
            case HASHER_CHANGED -> "a hasher changed since the last start: " + where;
            case VERSION_CHANGED -> "the version changed since the last start";
            case EXPIRED -> "expired";
            case EVICTED -> "evicted: the limit of entries or of bytes was reached";
            case CLEARED -> "cleared";
            case MUTATED -> "the stored object was changed, and its entry dropped";
            case INVALID -> "the stored result was no longer valid";
            case CHANGED_DURING_RUN -> "not stored before, for something changed during the run";
            case FAILED -> "the computation before failed";
            case TOO_LARGE -> "not stored before, for the result takes more bytes than the limit allows";
            case NOT_STORED -> "the result was not stored before";
            case DIRECT -> "the call went by the cache";
            case UNKNOWN -> "the call before is too long ago to tell";
        };
    }
}
