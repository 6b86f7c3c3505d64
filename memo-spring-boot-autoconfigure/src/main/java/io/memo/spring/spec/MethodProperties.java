package io.memo.spring.spec;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code memo.methods.<name>.*} says of one method, or {@code memo.profiles.<name>.*} of those that name the profile. Absent is null.
 *
 * @param enabled whether the method is memoized from the start
 * @param profile the profile that says what is left open, instead of the annotation's; empty for none
 * @param ttl how long a result may be returned after it was stored: a duration, or SpEL over the result
 * @param refresh when a result is computed anew behind its callers: a duration, or auto; empty for never
 * @param staleIfError how long after its ttl a result answers for a run that throws; empty for not at all
 * @param emptyTtl the ttl of results in which there is nothing; empty for that of the others
 * @param failureTtl how long an exception is thrown again without a run; empty for not at all
 * @param ttlJitter the share of its time by which a result may go earlier, such as 10%; empty for none
 * @param onRelease what is done with a result that memory has let go of, in SpEL; empty for nothing
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
        @Nullable String profile,
        @Nullable String ttl,
        @Nullable String refresh,
        @Nullable String staleIfError,
        @Nullable String emptyTtl,
        @Nullable String failureTtl,
        @Nullable String ttlJitter,
        @Nullable String onRelease,
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

    /** Returns what an annotation sets itself: a default is as good as nothing, and so is a boolean that is false. */
    static MethodProperties of(Memoize memoize) {
        return new MethodProperties(
                null,
                orNull(memoize.profile()),
                orNull(memoize.ttl()),
                orNull(memoize.refresh()),
                orNull(memoize.staleIfError()),
                orNull(memoize.emptyTtl()),
                orNull(memoize.failureTtl()),
                orNull(memoize.ttlJitter()),
                orNull(memoize.onRelease()),
                memoize.maxEntries() == Memoize.UNSET ? null : memoize.maxEntries(),
                orNull(memoize.maxBytes()),
                orNull(memoize.allowOutputMutation()),
                orNull(memoize.persist()),
                null,
                first(memoize.onMutation()),
                first(memoize.mutationCheck()),
                first(memoize.returns()),
                orNull(memoize.version()),
                orNull(memoize.condition()),
                orNull(memoize.unless()),
                orNull(memoize.validate()),
                orNull(memoize.varyBy()),
                orNull(memoize.hashers()),
                orNull(memoize.suppressWarnings()));
    }

    private static @Nullable String orNull(String written) {
        return written.isEmpty() ? null : written;
    }

    private static @Nullable Boolean orNull(boolean set) {
        return set ? true : null;
    }

    private static <T> @Nullable List<T> orNull(T[] given) {
        return given.length == 0 ? null : List.of(given);
    }

    private static <T> @Nullable T first(T[] given) {
        return given.length == 0 ? null : given[0];
    }
}
