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

    /** Writes the identity of the object itself; returns false, as a leaf. */
    public static boolean encode(Object object, EncodingPass pass) {
        pass.note(object, Dependency.Kind.IDENTITY, null);
        pass.writeIdentity(object);
        return false;
    }

    /** Writes the identity of the object in a {@link SameObject}; returns false, as a leaf. */
    public static boolean sameObject(Object value, EncodingPass pass) {
        return encode(((SameObject) value).object(), pass);
    }

    /** Pushes the frame of the value in a {@link ThisProcessOnly}, which means nothing in another process; returns true. */
    public static boolean thisProcessOnly(Object value, EncodingPass pass) {
        Object inside = ((ThisProcessOnly) value).value();
        pass.note(inside == null ? value : inside, Dependency.Kind.IDENTITY, null);
        @Nullable Object[] parts = {inside};
        return pass.push(new SequenceFrame(
                value, out -> out.putByte(Format.PROCESS), null, ConcurrentReads.ofArray(parts), false));
    }
}
