package io.memo.engine.call;

import io.memo.store.Entry;
import io.memo.store.Holders;
import io.memo.store.Stay;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call of a method that has conditions: its body, and what these say of its result. */
public final class ConditionalCall implements Invocation {

    private final CallConditions conditions;
    private final Object target;
    private final @Nullable Object[] arguments;
    private final Invocation body;
    private final @Nullable Holds holds;

    /** @param holds for what the call holds, null if results are not released */
    ConditionalCall(
            CallConditions conditions,
            Object target,
            @Nullable Object[] arguments,
            Invocation body,
            @Nullable Holds holds) {
        this.conditions = conditions;
        this.target = target;
        this.arguments = arguments;
        this.body = body;
        this.holds = holds;
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

    /** Returns whether results are released, so that somebody has to say when the call {@linkplain #ended has ended}. */
    public static boolean holds(Invocation call) {
        return call instanceof ConditionalCall asked && asked.holds != null;
    }

    /** Keeps the result in the entry from being released until the call has ended; returns false if it is too late for one of the two. */
    public static boolean holds(Invocation call, Entry entry) {
        Stay stay = entry.stay();
        return stay == null || holds(call, stay.holders());
    }

    /**
     * Does the same for a result.
     *
     * @param holders who holds it, null if it is not released
     */
    public static boolean holds(Invocation call, @Nullable Holders holders) {
        return holders == null
                || (call instanceof ConditionalCall asked && asked.holds != null && asked.holds.add(holders));
    }

    /** Notes that the caller has its answer, or none. */
    public static void ended(Invocation call) {
        if (call instanceof ConditionalCall asked && asked.holds != null) {
            asked.holds.end();
        }
    }

    /** Returns the same call, as one that has not ended. */
    public static Invocation again(Invocation call) {
        return call instanceof ConditionalCall asked && asked.holds != null
                ? new ConditionalCall(asked.conditions, asked.target, asked.arguments, asked.body, new Holds())
                : call;
    }
}
