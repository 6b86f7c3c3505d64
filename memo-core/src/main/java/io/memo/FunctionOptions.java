package io.memo;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one function is memoized: what {@link Memoize} says of a method. Immutable; each method that sets something returns
 * a copy. What is not set is left to the {@link Memoizer.Builder} of the memoizer.
 *
 * <p>One code with equal options is one memoized function. Functions that are given here are equal only to themselves, so keep such options in
 * a constant instead of making them anew for each function object.
 *
 * @param name the name in {@link Memoizer#methods()}, {@code clear} and {@code explain}; null for {@code Class.method} of
 *     the code behind the function, with a number appended where that is taken
 * @param ttl how long a result may be returned after it was stored, positive; null for the memoizer's default
 * @param maxEntries how many results are kept, at least 1; null for the memoizer's default
 * @param maxBytes how much of the heap its results may take together, as {@link Memoize#maxBytes()}: {@code 64MB}, or {@code 10%};
 *     null for no limit of its own. What is no such limit is refused when the function is memoized
 * @param allowOutputMutation whether the result may be changed after it was stored, as in
 *     {@link Memoize#allowOutputMutation()}
 * @param onMutation what happens on a hit whose object was changed; null for the memoizer's default
 * @param mutationCheck when results are looked at again, as in {@link Memoize#mutationCheck()}; null for the memoizer's default
 * @param returns what callers get of a stored result, as in {@link Memoize#returns()}; null for the memoizer's default
 * @param version free text that is part of every key
 * @param hashers hashers that apply to this function only, before those of the memoizer
 * @param varyBy what else the results depend on, as {@link Memoize#varyBy()}; besides those by which all functions of the memoizer vary
 * @param freshness how long results are good beyond {@code ttl}, and what becomes of those that are let go
 */
public record FunctionOptions(
        @Nullable String name,
        @Nullable Duration ttl,
        @Nullable Integer maxEntries,
        @Nullable String maxBytes,
        boolean allowOutputMutation,
        @Nullable MutationPolicy onMutation,
        @Nullable CheckMode mutationCheck,
        @Nullable ReturnMode returns,
        String version,
        List<Hasher<?>> hashers,
        List<KeyDimension> varyBy,
        Freshness freshness) {

    private static final FunctionOptions DEFAULTS = new FunctionOptions(
            null, null, null, null, false, null, null, null, "", List.of(), List.of(), Freshness.NONE);

    /**
     * @throws IllegalArgumentException if the name is blank, the ttl not positive, maxEntries less than 1, or a ttl given both for all results
     *     and for each
     */
    public FunctionOptions {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException("The name of a memoized function is blank; give it one, or none");
        }
        if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
            throw new IllegalArgumentException(
                    "ttl is %s; it must be positive. Leave it out for no limit.".formatted(ttl));
        }
        if (ttl != null && freshness.ttlOf() != null) {
            throw new IllegalArgumentException(
                    "ttl is %s, and ttlOf is given; either holds for all results. Leave one of them out."
                            .formatted(ttl));
        }
        if (maxEntries != null && maxEntries < 1) {
            throw new IllegalArgumentException(
                    "maxEntries is %d; it must be at least 1. Leave it out for the default.".formatted(maxEntries));
        }
        hashers = List.copyOf(hashers);
        varyBy = List.copyOf(varyBy);
    }

    /** Returns options that set nothing. */
    public static FunctionOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns options that set the name and nothing else.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static FunctionOptions named(String name) {
        return DEFAULTS.with(draft -> draft.name = name);
    }

    /**
     * Returns these options with another {@link #ttl()}.
     *
     * @throws IllegalArgumentException if it is not positive, or each result has a time of its own
     */
    public FunctionOptions ttl(Duration ttl) {
        return with(draft -> draft.ttl = ttl);
    }

    /**
     * Returns these options for a function each result of which says how long it may be returned.
     *
     * @param ttlOf gets the result, of an asynchronous one the value, and returns how long it may be returned, or null if it is not to be
     *     stored; what is not positive is not stored either. Called by the thread that stores the result; what it throws reaches the caller
     * @throws IllegalArgumentException if there is a {@link #ttl()} for all of them
     */
    public FunctionOptions ttlOf(Function<@Nullable Object, @Nullable Duration> ttlOf) {
        return with(draft -> draft.ttlOf = ttlOf);
    }

    /**
     * Returns these options for a function whose results are computed anew behind their callers, as {@link Memoize#refresh()} says.
     *
     * @param age how old a result is then, shorter than {@link #ttl()}
     * @throws IllegalArgumentException if it is not positive
     */
    public FunctionOptions refresh(Duration age) {
        return with(draft -> {
            draft.refresh = age;
            draft.refreshesAuto = false;
        });
    }

    /** Returns the same, with the time of {@code auto} as {@link Memoize#refresh()} has it. */
    public FunctionOptions refreshAuto() {
        return with(draft -> {
            draft.refresh = null;
            draft.refreshesAuto = true;
        });
    }

    /**
     * Returns these options for a function whose old results answer for a run that throws, as {@link Memoize#staleIfError()} says.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FunctionOptions staleIfError(Duration longer) {
        return with(draft -> draft.staleIfError = longer);
    }

    /**
     * Returns these options with a time of their own for results in which there is nothing, as {@link Memoize#emptyTtl()} says.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FunctionOptions emptyTtl(Duration ttl) {
        return with(draft -> draft.emptyTtl = ttl);
    }

    /**
     * Returns these options for a function whose exceptions are thrown again without a run, as {@link Memoize#failureTtl()} says.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FunctionOptions failureTtl(Duration ttl) {
        return with(draft -> draft.failureTtl = ttl);
    }

    /**
     * Returns these options for a function whose results do not all go together, as {@link Memoize#ttlJitter()} says.
     *
     * @param share of its time by which a result may go earlier, such as 0.1 for 10 %
     * @throws IllegalArgumentException if it is less than 0, or not less than 1
     */
    public FunctionOptions ttlJitter(double share) {
        return with(draft -> draft.ttlJitter = share);
    }

    /**
     * Returns these options for a function whose results are released, as {@link Memoize#onRelease()} says.
     *
     * @param onRelease gets the result, of an asynchronous one the value; called once for each, by a thread of memo's. What it throws is
     *     counted and logged
     */
    public FunctionOptions onRelease(Consumer<@Nullable Object> onRelease) {
        return with(draft -> draft.onRelease = onRelease);
    }

    /**
     * Returns these options with another {@link #maxEntries()}.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public FunctionOptions maxEntries(int maxEntries) {
        return with(draft -> draft.maxEntries = maxEntries);
    }

    /** Returns these options with another {@link #maxBytes()}. */
    public FunctionOptions maxBytes(String maxBytes) {
        return with(draft -> draft.maxBytes = maxBytes);
    }

    /** Returns these options with another {@link #maxBytes()}, in bytes. */
    public FunctionOptions maxBytes(long maxBytes) {
        return maxBytes(Long.toString(maxBytes));
    }

    /** Returns these options for a function whose results may be changed, and may be of any type. */
    public FunctionOptions allowingOutputMutation() {
        return with(draft -> draft.allowOutputMutation = true);
    }

    /** Returns these options with another {@link #onMutation()}. */
    public FunctionOptions onMutation(MutationPolicy onMutation) {
        return with(draft -> draft.onMutation = onMutation);
    }

    /** Returns these options with another {@link #mutationCheck()}. */
    public FunctionOptions mutationCheck(CheckMode mutationCheck) {
        return with(draft -> draft.mutationCheck = mutationCheck);
    }

    /** Returns these options with another {@link #returns()}. */
    public FunctionOptions returns(ReturnMode returns) {
        return with(draft -> draft.returns = returns);
    }

    /** Returns these options with another {@link #version()}. */
    public FunctionOptions version(String version) {
        return with(draft -> draft.version = version);
    }

    /** Returns these options with other {@link #hashers()}; a lambda among them needs {@link Hashers#of}. */
    public FunctionOptions hashers(Hasher<?>... hashers) {
        return with(draft -> draft.hashers = List.of(hashers));
    }

    /** Returns these options with other {@link #varyBy()}. */
    public FunctionOptions varyBy(KeyDimension... dimensions) {
        return with(draft -> draft.varyBy = List.of(dimensions));
    }

    /**
     * How long results are good beyond their {@code ttl}, and what becomes of those that are let go. Set by the methods of the options.
     *
     * @param ttlOf how long each result may be returned, or null if that is the same for all
     * @param refresh how old a result is when it is computed anew behind its callers, positive, or null for no such age
     * @param refreshesAuto whether results are computed anew at random before their time is over
     * @param staleIfError how long after its time a result answers for a run that throws, positive, or null for not at all
     * @param emptyTtl the {@code ttl} of results in which there is nothing, positive, or null for that of the others
     * @param failureTtl how long an exception is thrown again without a run, positive, or null for not at all
     * @param ttlJitter the share of its time by which a result may go earlier: at least 0, less than 1
     * @param onRelease what is done with a stored result that memory has let go of, or null for nothing
     */
    public record Freshness(
            @Nullable Function<@Nullable Object, @Nullable Duration> ttlOf,
            @Nullable Duration refresh,
            boolean refreshesAuto,
            @Nullable Duration staleIfError,
            @Nullable Duration emptyTtl,
            @Nullable Duration failureTtl,
            double ttlJitter,
            @Nullable Consumer<@Nullable Object> onRelease) {

        /** Says nothing. */
        static final Freshness NONE = new Freshness(null, null, false, null, null, null, 0, null);

        /** @throws IllegalArgumentException if a duration is not positive, the share out of range, or a refresh has two times */
        public Freshness {
            requirePositive("refresh", refresh);
            requirePositive("staleIfError", staleIfError);
            requirePositive("emptyTtl", emptyTtl);
            requirePositive("failureTtl", failureTtl);
            if (refresh != null && refreshesAuto) {
                throw new IllegalArgumentException(
                        "refresh is %s, and auto; it must be one of them. Leave the other out.".formatted(refresh));
            }
            if (!(ttlJitter >= 0 && ttlJitter < 1)) {
                throw new IllegalArgumentException(
                        "ttlJitter is %s; it must be at least 0 and less than 1, such as 0.1 for 10 %%"
                                .formatted(ttlJitter));
            }
        }

        private static void requirePositive(String attribute, @Nullable Duration given) {
            if (given != null && (given.isNegative() || given.isZero())) {
                throw new IllegalArgumentException(
                        "%s is %s; it must be positive. Leave it out for none.".formatted(attribute, given));
            }
        }
    }

    private FunctionOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The one place that names all components, so that a method above names its own. */
    private static final class Draft {

        private @Nullable String name;
        private @Nullable Duration ttl;
        private @Nullable Integer maxEntries;
        private @Nullable String maxBytes;
        private boolean allowOutputMutation;
        private @Nullable MutationPolicy onMutation;
        private @Nullable CheckMode mutationCheck;
        private @Nullable ReturnMode returns;
        private String version;
        private List<Hasher<?>> hashers;
        private List<KeyDimension> varyBy;
        private @Nullable Function<@Nullable Object, @Nullable Duration> ttlOf;
        private @Nullable Duration refresh;
        private boolean refreshesAuto;
        private @Nullable Duration staleIfError;
        private @Nullable Duration emptyTtl;
        private @Nullable Duration failureTtl;
        private double ttlJitter;
        private @Nullable Consumer<@Nullable Object> onRelease;

        Draft(FunctionOptions from) {
            name = from.name;
            ttl = from.ttl;
            maxEntries = from.maxEntries;
            maxBytes = from.maxBytes;
            allowOutputMutation = from.allowOutputMutation;
            onMutation = from.onMutation;
            mutationCheck = from.mutationCheck;
            returns = from.returns;
            version = from.version;
            hashers = from.hashers;
            varyBy = from.varyBy;
            ttlOf = from.freshness.ttlOf;
            refresh = from.freshness.refresh;
            refreshesAuto = from.freshness.refreshesAuto;
            staleIfError = from.freshness.staleIfError;
            emptyTtl = from.freshness.emptyTtl;
            failureTtl = from.freshness.failureTtl;
            ttlJitter = from.freshness.ttlJitter;
            onRelease = from.freshness.onRelease;
        }

        FunctionOptions options() {
            return new FunctionOptions(
                    name,
                    ttl,
                    maxEntries,
                    maxBytes,
                    allowOutputMutation,
                    onMutation,
                    mutationCheck,
                    returns,
                    version,
                    hashers,
                    varyBy,
                    new Freshness(
                            ttlOf, refresh, refreshesAuto, staleIfError, emptyTtl, failureTtl, ttlJitter, onRelease));
        }
    }
}
