package io.memo.hash.object;

import io.memo.SameObject;
import io.memo.ThisProcessOnly;
import io.memo.hash.Dependency;
import io.memo.hash.format.Format;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.EncodingPass;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are alike only if they are the same, and what hashers say with {@link SameObject}, {@link
 * ThisProcessOnly}.
 */
public final class Identity {

    private Identity() {}

    /** Writes the identity of the object itself. */
    public static boolean encode(Object object, EncodingPass walk) {
        walk.note(object, Dependency.Kind.IDENTITY, null);
        walk.writeIdentity(object);
        return false;
    }

    public static boolean sameObject(Object value, EncodingPass walk) {
        return encode(((SameObject) value).object(), walk);
    }

    public static boolean thisProcessOnly(Object value, EncodingPass walk) {
        Object inside = ((ThisProcessOnly) value).value();
        walk.note(inside == null ? value : inside, Dependency.Kind.IDENTITY, null);
        @Nullable Object[] parts = {inside};
        return walk.push(new SequenceFrame(
                value, out -> out.putByte(Format.PROCESS), null, ConcurrentReads.ofArray(parts), false));
    }
}
