package io.memo.hash.frame;

import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import org.jspecify.annotations.Nullable;

/**
 * What a collection is besides its elements: what decides its look-ups, the capacity of a bounded one.
 *
 * @param step the step to it in paths
 */
public record Trait(String step, @Nullable Object value) {

    /** Begins a container: a sorted one always has a comparator, of any other it is said that there is something. */
    public static void open(Buffer out, int tag, @Nullable Trait trait) {
        if (trait != null && tag != Format.SORTED_SET && tag != Format.SORTED_MAP) {
            out.putByte(Format.QUALIFIED);
        }
        out.putByte(tag);
    }

    /** Returns this as a part of another trait. */
    public Parts part() {
        return new Parts(step, true, new @Nullable Object[] {value});
    }
}
