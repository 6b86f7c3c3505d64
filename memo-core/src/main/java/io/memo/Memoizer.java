package io.memo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind {@link Memoize}, as applications use it: to memoize functions, to look at what is kept and to let it
 * go. In a Spring application it is a bean; without Spring it is made by {@link #create()} or {@link #builder()}. It holds
 * nothing that would have to be closed. Safe for use by several threads.
 *
 * <h2>Memoized functions</h2>
 *
 * <p>{@code memoize} returns a function that gives the results of the one it was given, which runs only if no result is
 * stored under the key of the call. The key is made of the code behind the function (the body of a lambda, the method
 * behind a method reference, the class of an object) with all that it reaches, of what the function captured or holds, of
 * the statics that its code reads, and of the arguments. All but the code is read at every call: a captured list that was
 * changed is a miss. All else is as for a memoized method: exceptions are never stored, null is, a hit returns the stored
 * object itself and checks whether it was changed, futures are stored by their value.
 *
 * <p>The class file of a lambda is not kept by the JVM. Its code is looked for in the class that it was written in; where
 * several lambdas there have the same interface and capture values of the same types, the code of all of them counts, and
 * what all of them read. They share no entries.
 *
 * <p>To memoize the same code again, captured values aside, and with equal options, gives a function that shares the
 * entries of those before it; anything else has a store of its own.
 */
public interface Memoizer {

    /**
     * Returns a new memoizer with the default settings of {@link #builder()}.
     *
     * @throws IllegalStateException if the service files of memo-core are not on the class path
     */
    static Memoizer create() {
        return builder().build();
    }

    /**
     * Returns a new builder of memoizers that need no Spring.
     *
     * @throws IllegalStateException if the service files of memo-core are not on the class path
     */
    static Builder builder() {
        return MemoizerFactory.installed().builder();
    }

    /** Memoizes a function as {@link #memoize(FunctionOptions, Function)} does, with the default options. */
    default <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> memoize(Function<T, R> function) {
        return memoize(FunctionOptions.defaults(), function);
    }

    /** Memoizes a supplier as {@link #memoize(FunctionOptions, Function)} does, with the default options. */
    default <R extends @Nullable Object> Supplier<R> memoize(Supplier<R> supplier) {
        return memoize(FunctionOptions.defaults(), supplier);
    }

    /** Memoizes a function as {@link #memoize(FunctionOptions, Function)} does, with the default options. */
    default <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            BiFunction<T, U, R> memoize(BiFunction<T, U, R> function) {
        return memoize(FunctionOptions.defaults(), function);
    }

    /**
     * Returns a function that gives the results of this one, stored ones where there are. It throws what the function
     * throws, {@link UnhashableTypeException} and {@link CachedObjectMutatedException} as a memoized method does, and an
     * {@link InvalidMemoizeException} where the function turns out to return what can be used but once, such as a stream.
     *
     * @param options how it is memoized
     * @param function a lambda, a method reference, or an object of a class; called by the threads that call the result
     * @throws InvalidMemoizeException if the code behind the function cannot be found, as of a proxy or of a lambda inside
     *     the JDK; if it returns what cannot be kept; if the name belongs to another function or method; if a hasher, of the
     *     function or of the memoizer, cannot be registered
     */
    <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> memoize(
            FunctionOptions options, Function<T, R> function);

    /** Memoizes a supplier as {@link #memoize(FunctionOptions, Function)} does. */
    <R extends @Nullable Object> Supplier<R> memoize(FunctionOptions options, Supplier<R> supplier);

    /** Memoizes a function as {@link #memoize(FunctionOptions, Function)} does. */
    <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> BiFunction<T, U, R> memoize(
            FunctionOptions options, BiFunction<T, U, R> function);

    /**
     * Lets go of all entries of all methods. A computation that is under way is not disturbed, but its result is not
     * stored.
     */
    void clear();

    /**
     * Lets go of all entries of one method, as {@link #clear()} does.
     *
     * @throws IllegalArgumentException if no memoized method has this name; the message lists those that exist
     */
    void clear(String name);

    /**
     * Lets go of all entries of calls with these arguments, on every bean of the method's class, as {@link #clear()} does:
     * whatever the external variables were, and whatever code stored them.
     *
     * @param arguments as in a call of the method: one for each parameter, anything for an ignored one, a lone null for one
     *     null, and those of a variable-arity parameter one by one or as an array. A method without parameters is cleared by
     *     {@link #clear(String)}
     * @throws IllegalArgumentException if no memoized method has this name, or it cannot be called with such arguments
     * @throws UnhashableTypeException if no key can be made of the arguments
     */
    void clear(String name, @Nullable Object @Nullable ... arguments);

    /**
     * Lets go of all entries of calls in which the dimension was the value, of all methods that vary by it, as {@link #clear()} does. Outside
     * memory nobody knows which these are: there all entries of these methods go.
     *
     * @param dimension the name of a {@link KeyDimension}
     * @param value what {@link KeyDimension#value()} returned in these calls
     * @throws IllegalArgumentException if no memoized method varies by it; the message lists the dimensions that there are
     * @throws UnhashableTypeException if the value cannot be hashed
     */
    void clearDimension(String dimension, Object value);

    /**
     * Says what a call with these arguments by this thread would find now, without running the method and without counting as a call. The
     * method's {@link Memoize#condition()} is asked, its {@link Memoize#validate()} is not.
     *
     * @param arguments as of {@link #clear(String, Object...)}
     * @throws IllegalArgumentException if no memoized method has this name, or it cannot be called with such arguments
     * @throws UnhashableTypeException if no key can be made of the arguments
     */
    Explanation explain(String name, @Nullable Object @Nullable ... arguments);

    /** Returns whether methods are memoized at all, as they are at first. A single one may still be switched off. */
    boolean enabled();

    /**
     * Switches memoization of all methods off, or on again, at once. While it is off every call runs its method and nothing is
     * stored, not even the result of a computation that is under way; who waits for that one still gets it. What was stored
     * before stays, runs out as it would, can be cleared, and is hit again when memoization is on.
     *
     * @throws UnsupportedOperationException if it is to be switched on, but was left out when the application started, by
     *     {@code memo.enabled=false}
     */
    void setEnabled(boolean enabled);

    /**
     * Switches memoization of one method off, or on again, as {@link #setEnabled(boolean)} does for all. A method is memoized
     * while both switches are on.
     *
     * @throws IllegalArgumentException if no memoized method has this name; the message lists those that exist
     */
    void setEnabled(String name, boolean enabled);

    /**
     * Returns the memoized methods known so far, sorted by name: those of all beans that have been made, and the functions
     * that were memoized.
     */
    List<MemoizedMethod> methods();

    /** Collects the settings of a {@link Memoizer}. Not safe for use by several threads; may be used again. */
    interface Builder {

        /**
         * Adds packages whose code is followed, sub-packages included. The package of each memoized function, and those
         * below it, count in any case; the code of all others is known by name only.
         *
         * @param packages names such as {@code com.example.shop}
         */
        Builder packages(String... packages);

        /**
         * Adds hashers that hold for every function.
         *
         * @param hashers each of a type that it declares or says; a lambda needs {@link Hashers#of}
         */
        Builder hashers(Hasher<?>... hashers);

        /** Adds dimensions by which the results of every function vary, besides those of its options. */
        Builder varyBy(KeyDimension... dimensions);

        /**
         * Sets how long results may be returned after they were stored, where a function's options do not say; by default
         * there is no limit.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        Builder ttl(Duration ttl);

        /**
         * Sets how many results are kept of each function whose options do not say; by default 1,000.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        Builder maxEntries(int maxEntries);

        /**
         * Sets how much of the heap the results of all functions may take together, with their keys; by default there is no limit.
         * It is an estimate. Those not used for longest go first.
         *
         * @param maxBytes such as {@code 64MB}, {@code 1048576}, or {@code 10%} of the largest heap that the JVM may use
         * @throws IllegalArgumentException if it is no such limit
         */
        Builder maxBytes(String maxBytes);

        /**
         * Sets what happens on a hit whose object was changed, for functions whose options do not say; by default
         * {@link MutationPolicy#WARN}.
         */
        Builder onMutation(MutationPolicy onMutation);

        /**
         * Sets when stored results that may change are looked at again, for functions whose options do not say; by default {@link
         * CheckMode#BUDGETED}.
         */
        Builder mutationCheck(CheckMode mutationCheck);

        /**
         * Sets what callers get of stored results, for functions whose options do not say; by default {@link ReturnMode#SHARED}.
         */
        Builder returns(ReturnMode returns);

        /**
         * Lets a function run, unmemoized, where its arguments, what it depends on or its result cannot be hashed; by
         * default such a call fails with an {@link UnhashableTypeException}.
         */
        Builder bypassUnhashable();

        /**
         * Sets how long a call waits for another thread that computes the same key, before it runs the function itself; by
         * default 5 minutes.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        Builder waitTimeout(Duration waitTimeout);

        /** Sets the clock by which results grow old, for tests; by default that of the machine. */
        Builder clock(InstantSource clock);

        /**
         * Adds a listener that is told once of each changed state of a stored object, by the thread that met it: that of a call, or
         * one of memo's. What it throws is logged and reaches nobody.
         */
        Builder mutationListener(Consumer<? super CachedObjectMutatedEvent> listener);

        /** Returns a new memoizer with the settings made so far. */
        Memoizer build();
    }
}
