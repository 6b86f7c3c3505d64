package io.memo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be hashed soundly, so that no key or check can be made of it. The message names the method, the
 * part, every offending path, the types and the remedies.
 */
public final class UnhashableTypeException extends MemoException {

    private static final long serialVersionUID = 1L;

    private final ValuePart part;
    private final transient List<Offence> offences;
    private final transient List<String> remedies;

    /**
     * @param message the whole text
     * @param part which part of the call the value is
     * @param offences what cannot be hashed, at least one
     * @param remedies what helps, any one of these
     * @param cause what a hasher threw, or null
     */
    public UnhashableTypeException(
            String message, ValuePart part, List<Offence> offences, List<String> remedies, @Nullable Throwable cause) {
        super(message, cause);
        this.part = part;
        this.offences = List.copyOf(offences);
        this.remedies = List.copyOf(remedies);
    }

    /** Returns which part of the call the value is. */
    public ValuePart part() {
        return part;
    }

    /** Returns what cannot be hashed, in the order in which it was met; at most 10. */
    public List<Offence> offences() {
        return offences;
    }

    /** Returns what helps, any one of these, each ready to be pasted; holds names of types, fields and parameters only. */
    public List<String> remedies() {
        return remedies;
    }

    /**
     * One object that cannot be hashed.
     *
     * @param path how it is reached from the value, such as {@code order.lines[3].socket}
     * @param type the full name of its class
     * @param reason why it cannot be hashed, in a few words
     */
    public record Offence(String path, String type, String reason) {}
}
