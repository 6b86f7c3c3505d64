package io.memo.spring.autoconfigure.parts;

import io.memo.Explanation;
import io.memo.FunctionOptions;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands in where memo is not there: holds nothing, lets go of it, and leaves functions as they are. */
public final class DisabledMemoizer implements Memoizer {

    private final String reason;

    /** @param reason why memo is not there, as a sentence */
    public DisabledMemoizer(String reason) {
        this.reason = reason;
    }

    /** Returns the one of an application that switched memo off. */
    public static DisabledMemoizer bySetting() {
        return new DisabledMemoizer("memo was left out when the application started, by memo.enabled=false.");
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> memoize(
            FunctionOptions options, Function<T, R> function) {
        return function;
    }

    @Override
    public <R extends @Nullable Object> Supplier<R> memoize(FunctionOptions options, Supplier<R> supplier) {
        return supplier;
    }

    @Override
    public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            BiFunction<T, U, R> memoize(FunctionOptions options, BiFunction<T, U, R> function) {
        return function;
    }

    @Override
    public void clear() {
        // Nothing is kept.
    }

    @Override
    public void clear(String name) {
        // Nothing is kept.
    }

    @Override
    public void clear(String name, @Nullable Object @Nullable ... arguments) {
        // Nothing is kept.
    }

    @Override
    public void clearDimension(String dimension, Object value) {
        // Nothing is kept.
    }

    @Override
    public Explanation explain(String name, @Nullable Object @Nullable ... arguments) {
        return new Explanation(name, false, "", reason, null);
    }

    @Override
    public boolean enabled() {
        return false;
    }

    @Override
    public void setEnabled(boolean enabled) {
        if (enabled) {
            throw new UnsupportedOperationException("memo cannot be switched on: " + reason);
        }
    }

    @Override
    public void setEnabled(String name, boolean enabled) {
        setEnabled(enabled);
    }

    @Override
    public List<MemoizedMethod> methods() {
        return List.of();
    }
}
