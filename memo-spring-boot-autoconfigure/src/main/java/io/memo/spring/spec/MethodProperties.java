package io.memo.spring.spec;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code memo.methods.<name>.*} says of one method; it wins over the annotation. Absent is null.
 *
 * @param enabled whether the method is memoized from the start
 * @param ttl how long a result may be returned after it was stored
 * @param maxEntries how many results are kept
 * @param maxBytes how much of the heap the results may take together, such as 64MB, or 10% of the heap; empty for no limit
 * @param allowOutputMutation whether results are neither digested nor checked
 * @param persist whether results are also kept outside the process
 * @param shared whether results are also kept where other machines find them; only {@code false} makes a difference, where
 *     {@code memo.shared.enabled} is {@code true}
 * @param onMutation what happens on a hit whose object was changed
 * @param mutationCheck when stored results are looked at again
 * @param returns what callers get of a stored result
 * @param version free text that is part of every key
 * @param condition which calls are memoized, in SpEL
 * @param unless which results are not stored, in SpEL
 * @param validate which stored results may still be returned, in SpEL
 * @param varyBy the names of the dimensions that results depend on, besides those of {@code memo.vary-by}
 * @param hashers hashers of this method only
 * @param suppressWarnings codes of start-up findings that are accepted
 */
public record MethodProperties(
        @Nullable Boolean enabled,
        @Nullable Duration ttl,
        @Nullable Integer maxEntries,
        @Nullable String maxBytes,
        @Nullable Boolean allowOutputMutation,
        @Nullable Boolean persist,
        @Nullable Boolean shared,
        @Nullable MutationPolicy onMutation,
        @Nullable CheckMode mutationCheck,
        @Nullable ReturnMode returns,
        @Nullable String version,
        @Nullable String condition,
        @Nullable String unless,
        @Nullable String validate,
        @Nullable List<String> varyBy,
        @Nullable List<Class<? extends Hasher<?>>> hashers,
        @Nullable List<String> suppressWarnings) {

    /** Says nothing. */
    static final MethodProperties NONE = new MethodProperties(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
