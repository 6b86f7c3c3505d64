package io.memo.engine.call;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls of one method are memoized: its own switch, that of all methods, and its conditions. Safe for use by several
 * threads.
 */
public final class MemoizationSwitch {

    private final AtomicBoolean all;
    private final @Nullable CallConditions conditions;
    private volatile boolean own = true;

    /**
     * @param all the switch of all methods of the engine
     * @param conditions decides about single calls, or null if nothing does
     */
    public MemoizationSwitch(AtomicBoolean all, @Nullable CallConditions conditions) {
        this.all = all;
        this.conditions = conditions;
    }

    /** Switches the method itself on or off. */
    public void set(boolean on) {
        own = on;
    }

    /** Returns whether the method itself is on. */
    public boolean isOn() {
        return own && all.get();
    }

    /** Returns whether the call is only to be run. */
    public boolean bypasses(Object target, @Nullable Object[] arguments) {
        return !isOn() || (conditions != null && !conditions.condition(target, arguments));
    }

    /** Returns the call as the conditions are asked about it, with arguments of its own. */
    public Invocation call(Object target, @Nullable Object[] arguments, Invocation body) {
        return conditions == null ? body : new ConditionalCall(conditions, target, arguments.clone(), body);
    }
}
