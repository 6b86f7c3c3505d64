package io.memo.hash.refusal;

import io.memo.UnhashableTypeException;
import io.memo.hash.Origin;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pass could not hash, in the order in which it was met; at most {@value #MOST}. Not thread-safe. */
public final class Refusals {

    static final int MOST = 10;

    /**
     * @param field the closest field that held the object, or null if there was none
     * @param served whether the object has a hasher already, which failed
     */
    public record Refused(
            String path,
            Class<?> type,
            String reason,
            @Nullable Field field,
            boolean served) {}

    /** Ends the pass: there is no use in more. Carries nothing; {@link Refusals#exception} tells what was refused. */
    public static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    private final Origin origin;
    private final List<Refused> refused = new ArrayList<>();
    private @Nullable Throwable hasherFailure;
    private @Nullable String limit;

    public Refusals(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    public boolean isEmpty() {
        return refused.isEmpty() && limit == null;
    }

    /**
     * Notes what cannot be hashed.
     *
     * @throws Enough if there are {@value #MOST} by now
     */
    public void add(Refused one) {
        refused.add(one);
        if (refused.size() == MOST) {
            throw new Enough();
        }
    }

    /**
     * Notes that a hasher threw. The first failure becomes the cause of the {@link #exception}.
     *
     * @param hasher describes the hasher
     * @throws Enough as {@link #add}
     */
    public void hasherFailed(String path, Class<?> type, String hasher, Throwable failure) {
        if (hasherFailure == null) {
            hasherFailure = failure;
        }
        add(new Refused(
                path,
                type,
                "its hasher, " + hasher + ", threw " + failure.getClass().getName(),
                null,
                true));
    }

    /**
     * Notes that the value has more objects than the limit.
     *
     * @throws Enough always
     */
    public void tooLarge(long maxNodes) {
        limit = "it has more than " + maxNodes + " objects";
        throw new Enough();
    }

    /**
     * Returns, and does not throw, the exception for all that was noted. To be called once, at the end of the pass.
     *
     * @param root the value that was to be hashed
     */
    public UnhashableTypeException exception(@Nullable Object root) {
        if (limit != null && root != null) {
            refused.add(new Refused(origin.name(), root.getClass(), limit, null, false));
        }
        return UnhashableMessage.exception(origin, root, refused, hasherFailure, limit != null);
    }
}
