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
    boolean encode(Object value, String name, EncodingPass walk) {
        String identity = configured ? managed.identityOf(name) : null;
        if (configured && identity == null) {
            walk.note(value, Dependency.Kind.NAMED, name);
        }
        walk.out.putByte(Format.NAMED);
        walk.out.putString(name);
        walk.out.putByte((code == null ? 0 : CODE) | (state == null ? 0 : STATE) | (identity == null ? 0 : IDENTITY));
        if (code != null) {
            walk.out.putDigest(code);
        }
        if (identity != null) {
            walk.out.putString(identity);
        }
        if (state == null) {
            return false;
        }
        walk.mutable();
        walk.lookedBeyond();
        return state.encode(value, walk);
    }
}
