package io.memo.returns.pass;

import org.jspecify.annotations.Nullable;

/** How objects of one class are rebuilt. */
public sealed interface Form {

    /** They are not: each stands for itself. */
    Form SAME = new Same();

    /** The form of what stands for itself. */
    record Same() implements Form {}

    /**
     * The form of what is refused, unless it proves immutable.
     *
     * @param reason why, in a few words
     * @param remedy what helps, or empty
     */
    record Refused(String reason, String remedy) implements Form {}

    /** The form of what can be made before its parts are: so it may be part of a circle, and lie as deep as it likes. */
    non-sealed interface Shell extends Form {

        /** Returns a copy that shares all parts with the source. */
        Object begin(Object source, Pass pass);

        /** Replaces the parts of such a copy by their copies. */
        void fill(Object copy, Pass pass);

        /** Returns whether there are no parts to replace. */
        default boolean isFlat() {
            return false;
        }
    }

    /** The form of what is made of its parts, so that these have to be made first. */
    non-sealed interface Late extends Form {

        /** Returns the parts. */
        @Nullable
        Object[] parts(Object source);

        /**
         * Returns what is made of the copies of the parts; the source itself if these are the parts themselves and it cannot change
         * otherwise.
         *
         * @param begun what {@link #early} gave, or null if it was not asked
         */
        Object build(
                Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass);

        /** Returns a copy that can be referred to before it is built, for a circle, or null if there can be none. */
        default @Nullable Object early(Object source) {
            return null;
        }
    }
}
