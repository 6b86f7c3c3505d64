package io.memo.hash;

import io.memo.ValuePart;
import org.jspecify.annotations.Nullable;

/**
 * Where a value comes from, for messages: which part of which method it is and under which name paths into it begin.
 *
 * @param method the memoized method as messages show it, such as {@code Quotes.price}; empty outside any call
 * @param part which part of the call
 * @param name the first step of the path: a parameter's name, {@code this}, {@code result}
 * @param declared the type of the parameter, or null where there is none
 */
public record Origin(
        String method,
        ValuePart part,
        String name,
        @Nullable Class<?> declared) {

    /** The origin of a value that belongs to no call. */
    public static final Origin NONE = new Origin("", ValuePart.VALUE, "value");

    /** The origin of a value that is no argument. */
    public Origin(String method, ValuePart part, String name) {
        this(method, part, name, null);
    }
}
