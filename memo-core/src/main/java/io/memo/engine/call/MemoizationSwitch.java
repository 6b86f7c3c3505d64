package io.memo.engine.call;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls of one method are memoized: its own switch, that of all methods, its conditions, its dimensions. Safe for use by several
 * threads.
 */
public final class MemoizationSwitch {

    private final AtomicBoolean all;
    private final @Nullable CallConditions conditions;
    private final Dimensions dimensions;
    private final boolean releases;
    private volatile boolean own = true;

    /**
     * @param all the switch of all methods of the engine
     * @param conditions decides about single calls, or null if nothing does
     * @param dimensions which calls need a value of
     */
    public MemoizationSwitch(AtomicBoolean all, @Nullable CallConditions conditions, Dimensions dimensions) {
        this.all = all;
        this.conditions = conditions;
        this.dimensions = dimensions;
        this.releases = conditions != null && conditions.releases();
    }

    /** Switches the method itself on or off. */
    public void set(boolean on) {
        own = on;
    }

    /** Returns whether the method itself is on. */
    public boolean isOn() {
        return own && all.get();
    }

    /**
     * Returns what the key of the call is made of: the arguments with the dimensions behind them. Returns null if the call is only to be run.
     *
     * @throws io.memo.AbsentDimensionException if a dimension has no value, and that is to be refused
     */
    public @Nullable Object @Nullable [] keyed(Object target, @Nullable Object[] arguments) {
        return isOn() && isWanted(target, arguments) ? withDimensions(arguments) : null;
    }

    /** Returns whether the condition is true of the call. */
    public boolean isWanted(Object target, @Nullable Object[] arguments) {
        return conditions == null || conditions.condition(target, arguments);
    }

    /** Returns what {@link Dimensions#behind} does; throws what it does. */
    public @Nullable Object @Nullable [] withDimensions(@Nullable Object[] arguments) {
        return dimensions.behind(arguments);
    }

    /** Returns whether calls are told apart by more than their arguments and external variables. */
    public boolean hasDimensions() {
        return !dimensions.areNone();
    }

    /** Returns whether stored results are released. */
    public boolean releases() {
        return releases;
    }

    /** Returns the call as the conditions are asked about it, with arguments of its own. */
    public Invocation call(Object target, @Nullable Object[] arguments, Invocation body) {
        return conditions == null
                ? body
                : new ConditionalCall(conditions, target, arguments.clone(), body, releases ? new Holds() : null);
    }
}
