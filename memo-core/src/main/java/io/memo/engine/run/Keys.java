package io.memo.engine.run;

import io.memo.FailedPart;
import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.key.CallParts;
import io.memo.key.DurableKey;
import io.memo.key.Key;
import io.memo.key.KeyBuilder;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys by the failure policy: what the programmer must see is thrown, all else costs no more than a miss. Safe for use by
 * several threads.
 */
public final class Keys {

    private final KeyBuilder builder;
    private final UnhashablePolicy onUnhashable;
    private final Failures failures;
    private final RuntimeFindings findings;

    /**
     * @param onUnhashable which refusals are thrown
     * @param failures gets what else fails
     * @param findings gets the refusals that are not thrown
     */
    public Keys(KeyBuilder builder, UnhashablePolicy onUnhashable, Failures failures, RuntimeFindings findings) {
        this.findings = findings;
        this.builder = builder;
        this.onUnhashable = onUnhashable;
        this.failures = failures;
    }

    /**
     * Returns the key of a call, or null if the method has to run without one.
     *
     * @throws UnhashableTypeException if something cannot be hashed, and the policy is to fail
     */
    @Nullable
    public Key keyOrNull(Object target, @Nullable Object[] arguments) {
        try {
            return builder.key(target, arguments);
        } catch (UnhashableTypeException e) {
            refuse(e);
            return null;
        } catch (ChangedWhileHashedException e) {
            return null;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.KEY, e);
            return null;
        }
    }

    /**
     * Returns the key of the call in every process; null if there is none, it cannot be made, or the call's key has changed meanwhile.
     *
     * @param key the key of the same call
     */
    @Nullable
    public DurableKey durableKeyOrNull(Key key, Object target, @Nullable Object[] arguments) {
        try {
            DurableKey durable = builder.durableKey(target, arguments);
            return durable != null && key.equals(builder.key(target, arguments)) ? durable : null;
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return null;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.KEY, e);
            return null;
        }
    }

    /** Tells, once, what of a call means nothing in another process, if that is why there is no durable key. */
    public void tellNotDurable(Object target, @Nullable Object[] arguments) {
        findings.notKept(() -> {
            try {
                return builder.dependencies(target, arguments);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                return List.of();
            }
        });
    }

    /** Returns what {@link KeyBuilder#refusals} does. */
    public List<UnhashableTypeException> refusals() {
        return builder.refusals();
    }

    /** Returns the key of a call, for a question about it; throws what {@link KeyBuilder#key} does. */
    public Key key(Object target, @Nullable Object[] arguments) {
        return builder.key(target, arguments);
    }

    /** Returns what {@link KeyBuilder#ofArguments} does; throws what it does. */
    public Predicate<Key> ofArguments(@Nullable Object[] arguments) {
        return builder.ofArguments(arguments);
    }

    /** Returns what {@link KeyBuilder#ofDimension} does; throws what it does. */
    public Predicate<Key> ofDimension(String name, Object value) {
        return builder.ofDimension(name, value);
    }

    /** Returns what {@link KeyBuilder#durableArguments} does; throws what it does. */
    @Nullable
    public Digest durableArguments(@Nullable Object[] arguments) {
        return builder.durableArguments(arguments);
    }

    /** Returns what the key of a call is made of; throws what {@link KeyBuilder#parts} does. */
    CallParts parts(Object target, @Nullable Object[] arguments) {
        return builder.parts(target, arguments);
    }

    /** Returns what {@link KeyBuilder#externalsUnchanged} does. */
    boolean externalsUnchanged(Key key, Object target, @Nullable Object[] arguments) {
        return builder.externalsUnchanged(key, target, arguments);
    }

    /**
     * Returns whether a call has this key as the current thread would make it; if nobody can tell, it has not.
     *
     * @param keyed gives what the key is made of for this thread, or null if the call would have none
     */
    public boolean isStill(Key key, Object target, Supplier<@Nullable Object @Nullable []> keyed) {
        try {
            @Nullable Object[] now = keyed.get();
            return now != null && key.equals(keyOrNull(target, now));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Returns whether the arguments still are what they were when the key was taken; if nobody can tell, they are not. */
    public boolean argumentsUnchanged(Key key, @Nullable Object[] arguments) {
        return holds(() -> builder.argumentsUnchanged(key, arguments));
    }

    /** Returns whether the arguments stay what they are; if nobody can tell, they do not. */
    public boolean neverChange(@Nullable Object[] arguments) {
        return holds(() -> builder.neverChange(arguments));
    }

    private boolean holds(BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return false;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.KEY, e);
            return false;
        }
    }

    /** Counts what cannot be hashed, and throws it if the policy says so. */
    void refuse(UnhashableTypeException e) {
        failures.count(FailedPart.UNHASHABLE);
        if (onUnhashable.fails(e.part())) {
            throw e;
        }
        findings.unhashable(e);
    }
}
