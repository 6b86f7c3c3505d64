package io.memo.hash.frame;

import io.memo.hash.format.Format;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Frame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an object of a library inside of another: the name of its class and some values.
 *
 * @param ordered whether the order of the values counts
 */
public record Parts(String type, boolean ordered, @Nullable Object[] values) {

    /** Returns the encoder, or null if the class is not this one. */
    public static @Nullable Encoder encoder(Class<?> type) {
        return type == Parts.class ? (value, pass) -> pass.push(((Parts) value).frame()) : null;
    }

    private Frame frame() {
        return ordered
                ? PartsFrame.mutable(null, type, values)
                : new UnorderedFrame(null, Format.SET, null, ConcurrentReads.ofArray(values));
    }

    /** Returns a text without the values, which are nobody's business. */
    @Override
    public String toString() {
        return type + Arrays.stream(values).map(each -> "?").toList();
    }
}
