package io.memo.mutation;

/** What a found entry is worth. */
public sealed interface Verdict {

    /** The object is as it was stored, or may be changed. */
    Verdict INTACT = new Intact();

    /** The object is as it was stored, or may be changed. */
    record Intact() implements Verdict {}

    /**
     * Nobody can tell from outside of a call: another thread is at work on the object, or a hasher of the application failed.
     *
     * @param disturbed whether it may be told a little later
     */
    record Unclear(boolean disturbed) implements Verdict {}

    /**
     * The object was changed after it was stored.
     *
     * @param firstSeen whether this state was not alerted before
     */
    record Mutated(boolean firstSeen) implements Verdict {}
}
