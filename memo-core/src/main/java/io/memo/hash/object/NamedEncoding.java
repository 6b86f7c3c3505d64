package io.memo.hash.object;

import io.memo.digest.Digest;
import io.memo.hash.Dependency;
import io.memo.hash.ManagedObjects;
import io.memo.hash.format.Format;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import org.jspecify.annotations.Nullable;

/**
 * How named objects of one class are written.
 *
 * @param code the code that the class brings along, or null
 * @param state writes what counts of the object besides its name, or null if nothing does
 * @param configured whether the name says too little in another process, where it may be an object with other settings
 */
public record NamedEncoding(
        @Nullable Digest code, @Nullable Encoder state, boolean configured, ManagedObjects managed) {

    private static final int CODE = 1;
    private static final int STATE = 2;
    private static final int IDENTITY = 4;

    /** Writes the object as an {@link Encoder} does. */
    boolean encode(Object value, String name, EncodingPass pass) {
        String identity = configured ? managed.identityOf(name) : null;
        if (configured && identity == null) {
            pass.note(value, Dependency.Kind.NAMED, name);
        }
        pass.out.putByte(Format.NAMED);
        pass.out.putString(name);
        pass.out.putByte((code == null ? 0 : CODE) | (state == null ? 0 : STATE) | (identity == null ? 0 : IDENTITY));
        if (code != null) {
            pass.out.putDigest(code);
        }
        if (identity != null) {
            pass.out.putString(identity);
        }
        if (state == null) {
            return false;
        }
        pass.mutable();
        pass.dependedOnObserved();
        return state.encode(value, pass);
    }
}
