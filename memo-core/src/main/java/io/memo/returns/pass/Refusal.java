package io.memo.returns.pass;

import org.jspecify.annotations.Nullable;

/** Says that an object cannot be rebuilt. Never leaves the room. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Object object;
    private final String reason;
    private final String remedy;

    public Refusal(Object object, String reason, String remedy) {
        this(object, reason, remedy, null);
    }

    /** @param cause what failed, or null */
    public Refusal(Object object, String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.object = object;
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * Says that a place cannot take what a frozen collection is.
     *
     * @param holder what has the place
     */
    public static Refusal tooNarrow(Object holder, String place, Class<?> type) {
        return new Refusal(
                holder,
                "'%s' is declared as %s, which no unmodifiable collection is".formatted(place, type.getSimpleName()),
                "declare it as " + Types.wider(type));
    }

    public Object object() {
        return object;
    }

    public String reason() {
        return reason;
    }

    /** Returns what helps, or an empty text. */
    public String remedy() {
        return remedy;
    }
}
