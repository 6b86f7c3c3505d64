package io.memo.hash;

import io.memo.SameObject;
import io.memo.ThisProcessOnly;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are alike only if they are the same, and what hashers say with {@link SameObject}, {@link
 * ThisProcessOnly}.
 */
final class Identity {

    private Identity() {}

    /** Writes the identity of the object itself. */
    static boolean encode(Object object, Walk walk) {
        walk.thisProcessOnly();
        walk.out.putByte(Format.SAME);
        walk.out.putLong(Serials.of(object));
        return false;
    }

    static boolean sameObject(Object value, Walk walk) {
        return encode(((SameObject) value).object(), walk);
    }

    static boolean thisProcessOnly(Object value, Walk walk) {
        walk.thisProcessOnly();
        @Nullable Object[] parts = {((ThisProcessOnly) value).value()};
        return walk.push(
                new SequenceFrame(value, out -> out.putByte(Format.PROCESS), null, Reading.ofArray(parts), false));
    }
}
