package io.memo.store.serial;

import io.memo.digest.Digest;
import io.memo.store.trust.RefusedException;
import io.memo.store.trust.Trust;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects of allowed classes. Behind the name of each class outside the JDK stands its fingerprint; what is no
 * {@code Serializable} but a value is written as a {@link Forms form} of it; a transient field that holds something is
 * refused, for it would not come back. Confined to one object.
 */
final class StrictOutput extends ObjectOutputStream {

    private final Trust trust;

    StrictOutput(OutputStream out, Trust trust) throws IOException {
        super(out);
        this.trust = trust;
        enableReplaceObject(true);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        String refusal = trust.refusal(type.getName());
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
        if (trust.isFingerprinted(type)) {
            Digest fingerprint = trust.fingerprint(type);
            if (fingerprint == null) {
                throw new RefusedException(
                        type.getName() + " has no class file that can be read, so a change of it would not be seen");
            }
            write(fingerprint.bytes());
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        throw new RefusedException("a proxy is code, not data: return what is behind it");
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) throws IOException {
        if (object == null) {
            return null;
        }
        if (object instanceof RefusedException || object instanceof NotSerializableException) {
            // The stream would write into itself why it failed.
            throw (ObjectStreamException) object;
        }
        Object form = Forms.of(object);
        if (form != null) {
            return form;
        }
        String lost = trust.transients(object.getClass()).firstSet(object);
        if (lost != null) {
            throw new RefusedException(lost + " is transient and holds something, which would not come back:"
                    + " give its class a readObject or readResolve method, or leave the field empty");
        }
        return object;
    }
}
