package io.memo.generation;

import io.memo.fingerprint.CodeFingerprint;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to the code of a method since it was looked at. */
public sealed interface News {

    /**
     * Nothing.
     *
     * @param generation the one that this holds for
     */
    record Same(int generation) implements News {}

    /**
     * Code that counts for the method was replaced.
     *
     * @param generation the one that this holds for
     * @param unknown what stands for the code of classes which nobody knows, by their names
     * @param behind how long calls may have run the new code before it was known; null if none has
     */
    record Other(
            int generation,
            Map<String, String> unknown,
            @Nullable Duration behind) implements News {

        public Other {
            unknown = Map.copyOf(unknown);
        }

        /** Returns the fingerprint with what nobody knows. */
        public CodeFingerprint complete(CodeFingerprint known) {
            CodeFingerprint complete = known;
            for (Map.Entry<String, String> each : unknown.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                complete = complete.withUnknown(each.getKey(), each.getValue());
            }
            return complete;
        }
    }

    /** Code that counts for the method is being replaced: nobody can tell which a call runs. */
    record Undecided() implements News {}
}
