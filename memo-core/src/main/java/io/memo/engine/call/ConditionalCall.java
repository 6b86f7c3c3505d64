package io.memo.engine.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call of a method that has conditions: its body, and what these say of its result. */
public final class ConditionalCall implements Invocation {

    private final CallConditions conditions;
    private final Object target;
    private final @Nullable Object[] arguments;
    private final Invocation body;

    ConditionalCall(CallConditions conditions, Object target, @Nullable Object[] arguments, Invocation body) {
        this.conditions = conditions;
        this.target = target;
        this.arguments = arguments;
        this.body = body;
    }

    @Override
    public @Nullable Object run() throws Throwable {
        return body.run();
    }

    /** Returns whether the result of the call, if it is one with conditions, may be stored. */
    public static boolean keeps(Invocation call, @Nullable Object result, long nanos) {
        return !(call instanceof ConditionalCall asked)
                || !asked.conditions.unless(asked.target, asked.arguments, result, Duration.ofNanos(nanos));
    }

    /** Returns how long the result of the call may be returned, or null if it is not to be stored, or nobody says. */
    public static @Nullable Duration ttl(Invocation call, @Nullable Object result, Instant now) {
        return call instanceof ConditionalCall asked
                ? asked.conditions.ttl(asked.target, asked.arguments, result, now)
                : null;
    }

    /** Returns whether the stored result may be returned to the call, if it is one with conditions. */
    public static boolean accepts(Invocation call, @Nullable Object result) {
        return !(call instanceof ConditionalCall asked)
                || asked.conditions.validate(asked.target, asked.arguments, result);
    }
}
