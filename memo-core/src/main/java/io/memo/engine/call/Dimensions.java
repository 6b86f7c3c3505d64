package io.memo.engine.call;

import io.memo.AbsentDimensionException;
import io.memo.FailedPart;
import io.memo.KeyDimension;
import io.memo.call.MethodSpec;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.RuntimeFindings;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else tells the calls of one method apart: {@link KeyDimension}s. Their values stand behind the arguments wherever a key is made or
 * looked at again, so that one call has one value of each.
 *
 * <p>A call that is made to know a dimension cannot vary by it: it would ask itself without end. It has no value of it, and runs without a
 * key, whatever becomes of others. Safe for use by several threads.
 */
public final class Dimensions {

    /** Those that this thread is asking, null if none. */
    private static final ThreadLocal<@Nullable Asking> ASKING = new ThreadLocal<>();

    private final String method;
    private final List<KeyDimension> dimensions;
    private final AbsentDimension onAbsent;
    private final Failures failures;
    private final RuntimeFindings findings;

    private record Asking(String name, @Nullable Asking outer) {

        boolean holds(String other) {
            return name.equals(other) || (outer != null && outer.holds(other));
        }
    }

    /**
     * @param onAbsent what becomes of calls that have no value
     * @param failures gets what dimensions throw
     * @param findings gets which have no value
     */
    public Dimensions(MethodSpec spec, AbsentDimension onAbsent, Failures failures, RuntimeFindings findings) {
        this.method = spec.name();
        this.dimensions = spec.varyBy();
        this.onAbsent = onAbsent;
        this.failures = failures;
        this.findings = findings;
    }

    /** Returns whether there are none. */
    public boolean areNone() {
        return dimensions.isEmpty();
    }

    /**
     * Returns the arguments with what each dimension is now behind them; the same array if there are no dimensions. Returns null if one has no
     * value: then the method has to run without a key.
     *
     * @throws AbsentDimensionException if one has no value, and that is to be refused
     */
    public @Nullable Object @Nullable [] behind(@Nullable Object[] arguments) {
        if (dimensions.isEmpty()) {
            return arguments;
        }
        // Arrays of the caller may be of a narrower type.
        @Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + dimensions.size(), Object[].class);
        for (int i = 0; i < dimensions.size(); i++) {
            Object value = unlessAsked(dimensions.get(i));
            if (value == null) {
                return null;
            }
            all[arguments.length + i] = value;
        }
        return all;
    }

    private @Nullable Object unlessAsked(KeyDimension dimension) {
        Asking outer = ASKING.get();
        if (outer != null && outer.holds(dimension.name())) {
            return null;
        }
        ASKING.set(new Asking(dimension.name(), outer));
        try {
            return valueOrNull(dimension);
        } finally {
            ASKING.set(outer);
        }
    }

    private @Nullable Object valueOrNull(KeyDimension dimension) {
        Object value = null;
        Throwable thrown = null;
        try {
            value = dimension.value();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.KEY, e);
            thrown = e;
        }
        if (value == null) {
            if (onAbsent == AbsentDimension.FAIL) {
                throw new AbsentDimensionException(method, dimension.name(), thrown);
            }
            findings.absent(dimension.name());
        }
        return value;
    }
}
