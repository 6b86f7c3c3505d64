package io.memo.engine;

import io.memo.InvalidMemoizeException;
import io.memo.UnhashableTypeException;
import io.memo.engine.call.FunctionResults;
import io.memo.engine.call.Invocation;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A function that answers by the results of another. As a value it is that other: see {@link FunctionObjects}. */
abstract sealed class FunctionObject {

    private final Object original;
    private final MethodMemoizer memoizer;
    private final FunctionResults results;

    private FunctionObject(Object original, MethodMemoizer memoizer, FunctionResults results) {
        this.original = original;
        this.memoizer = memoizer;
        this.results = results;
    }

    /** Returns the function that runs on a miss. */
    final Object original() {
        return original;
    }

    /**
     * Answers a call.
     *
     * @throws InvalidMemoizeException if the result can be used but once
     * @throws UnhashableTypeException as {@link MethodMemoizer#call}
     */
    // Where a function returns null, R admits it.
    @SuppressWarnings({"unchecked", "NullAway"})
    final <R extends @Nullable Object> R call(Supplier<R> body, @Nullable Object... arguments) {
        try {
            Invocation run = memoizer.isAsync() ? body::get : () -> results.usable(body.get());
            return (R) memoizer.call(original, arguments, run);
        } catch (Throwable thrown) {
            throw FunctionObject.<RuntimeException>asItIs(thrown);
        }
    }

    /** A function may throw what its interface does not declare, and the caller gets the same object. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public String toString() {
        return "memoized " + memoizer.name();
    }

    /** A memoized {@link Function}. */
    static final class OfOne<T extends @Nullable Object, R extends @Nullable Object> extends FunctionObject
            implements Function<T, R> {

        private final Function<T, R> function;

        OfOne(Function<T, R> function, MethodMemoizer memoizer, FunctionResults results) {
            super(function, memoizer, results);
            this.function = function;
        }

        @Override
        public R apply(T argument) {
            return call(() -> function.apply(argument), argument);
        }
    }

    /** A memoized {@link BiFunction}. */
    static final class OfTwo<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            extends FunctionObject implements BiFunction<T, U, R> {

        private final BiFunction<T, U, R> function;

        OfTwo(BiFunction<T, U, R> function, MethodMemoizer memoizer, FunctionResults results) {
            super(function, memoizer, results);
            this.function = function;
        }

        @Override
        public R apply(T first, U second) {
            return call(() -> function.apply(first, second), first, second);
        }
    }

    /** A memoized {@link Supplier}. */
    static final class OfNone<R extends @Nullable Object> extends FunctionObject implements Supplier<R> {

        private final Supplier<R> function;

        OfNone(Supplier<R> function, MethodMemoizer memoizer, FunctionResults results) {
            super(function, memoizer, results);
            this.function = function;
        }

        @Override
        public R get() {
            return call(function);
        }
    }
}
