package io.memo.store.serial;

import io.memo.digest.Digest;
import io.memo.store.trust.RefusedException;
import io.memo.store.trust.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StrictOutput} wrote. A class is refused by its name before it is loaded, is loaded without being
 * initialised, and then has to have the fingerprint that was written. What arrays and collections claim to hold is bounded
 * by the number of bytes there are. Confined to one object.
 */
final class StrictInput extends ObjectInputStream {

    private static final int DEEPEST = 50;

    /** An element has one byte at least; one of a hash table, which asks for up to three places for each, has seven. */
    private static final long FREE_PLACES = 64;

    private final Trust trust;
    private final int length;
    private final SharedReferenceLimit entanglement;
    private long places;

    StrictInput(byte[] payload, Trust trust) throws IOException {
        super(new ByteArrayInputStream(payload));
        this.trust = trust;
        this.length = payload.length;
        this.entanglement = new SharedReferenceLimit(payload.length);
        setObjectInputFilter(this::judge);
        enableResolveObject(true);
    }

    private Status judge(FilterInfo info) {
        boolean inBounds = info.depth() <= DEEPEST && info.references() <= length && info.streamBytes() <= length;
        Class<?> type = info.serialClass();
        if (!inBounds || type == null) {
            return inBounds ? Status.UNDECIDED : Status.REJECTED;
        }
        if (info.arrayLength() >= 0) {
            places += info.arrayLength() * size(type.getComponentType());
            if (places > length + FREE_PLACES) {
                return Status.REJECTED;
            }
        }
        return trust.refusal(type.getName()) == null ? Status.ALLOWED : Status.REJECTED;
    }

    /** Returns how many bytes the stream has at least for each element. */
    private static long size(@Nullable Class<?> component) {
        if (component == long.class || component == double.class) {
            return Long.BYTES;
        }
        if (component == int.class || component == float.class) {
            return Integer.BYTES;
        }
        return component == short.class || component == char.class ? Short.BYTES : 1;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String refusal = trust.refusal(description.getName());
        if (refusal != null) {
            throw RefusedException.notHere(refusal);
        }
        Class<?> type = found(description.getName());
        if (trust.isFingerprinted(type)) {
            byte[] written = new byte[Digest.BYTES];
            readFully(written);
            Digest now = trust.fingerprint(type);
            if (now == null || !Arrays.equals(written, now.bytes())) {
                throw RefusedException.changed(type.getName(), now);
            }
        }
        return type;
    }

    private Class<?> found(String name) throws RefusedException {
        try {
            return Class.forName(name, false, trust.loader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw RefusedException.notHere(name + " is not there");
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw new RefusedException("a proxy is never read");
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
        Object restored = object instanceof UnpagedForm form ? form.restored(trust.loader()) : object;
        entanglement.note(restored);
        return restored;
    }
}
