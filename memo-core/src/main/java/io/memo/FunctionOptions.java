package io.memo;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one function is memoized: what {@link Memoize} says of a method. Immutable; each method that sets something returns
 * a copy. What is not set is left to the {@link Memoizer.Builder} of the memoizer.
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
        List<KeyDimension> varyBy) {

    private static final FunctionOptions DEFAULTS =
            new FunctionOptions(null, null, null, null, false, null, null, null, "", List.of(), List.of());

    /** @throws IllegalArgumentException if the name is blank, the ttl not positive, or maxEntries less than 1 */
    public FunctionOptions {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException("The name of a memoized function is blank; give it one, or none");
        }
        if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
            throw new IllegalArgumentException(
                    "ttl is %s; it must be positive. Leave it out for no limit.".formatted(ttl));
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
        return new FunctionOptions(name, null, null, null, false, null, null, null, "", List.of(), List.of());
    }

    /**
     * Returns these options with another {@link #ttl()}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public FunctionOptions ttl(Duration ttl) {
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
                varyBy);
    }

    /**
     * Returns these options with another {@link #maxEntries()}.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public FunctionOptions maxEntries(int maxEntries) {
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
                varyBy);
    }

    /** Returns these options with another {@link #maxBytes()}. */
    public FunctionOptions maxBytes(String maxBytes) {
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
                varyBy);
    }

    /** Returns these options with another {@link #maxBytes()}, in bytes. */
    public FunctionOptions maxBytes(long maxBytes) {
        return maxBytes(Long.toString(maxBytes));
    }

    /** Returns these options for a function whose results may be changed, and may be of any type. */
    public FunctionOptions allowingOutputMutation() {
        return new FunctionOptions(
                name, ttl, maxEntries, maxBytes, true, onMutation, mutationCheck, returns, version, hashers, varyBy);
    }

    /** Returns these options with another {@link #onMutation()}. */
    public FunctionOptions onMutation(MutationPolicy onMutation) {
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
                varyBy);
    }

    /** Returns these options with another {@link #mutationCheck()}. */
    public FunctionOptions mutationCheck(CheckMode mutationCheck) {
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
                varyBy);
    }

    /** Returns these options with another {@link #returns()}. */
    public FunctionOptions returns(ReturnMode returns) {
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
                varyBy);
    }

    /** Returns these options with another {@link #version()}. */
    public FunctionOptions version(String version) {
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
                varyBy);
    }

    /** Returns these options with other {@link #hashers()}; a lambda among them needs {@link Hashers#of}. */
    public FunctionOptions hashers(Hasher<?>... hashers) {
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
                List.of(hashers),
                varyBy);
    }

    /** Returns these options with other {@link #varyBy()}. */
    public FunctionOptions varyBy(KeyDimension... dimensions) {
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
                List.of(dimensions));
    }
}
