package io.memo.store.trust;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.CodeFingerprinter;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of the classes that run: of an application's class what it means, whatever its formatting; of a library's
 * the bytes of its class file and of those above it. Safe for use by several threads.
 */
public final class LoadedClassFingerprints implements ClassFingerprints {

    private final CodeFingerprinter fingerprinter;

    /** @param fingerprinter knows the application's classes */
    public LoadedClassFingerprints(CodeFingerprinter fingerprinter) {
        this.fingerprinter = fingerprinter;
    }

    @Override
    public @Nullable Digest of(Class<?> type) {
        Digest content = fingerprinter.contentOf(type);
        return content != null ? content : ofClassFiles(type);
    }

    private static @Nullable Digest ofClassFiles(Class<?> type) {
        FramedSink sink = new FramedSink();
        for (Class<?> at = type; at != null && !JdkTypes.owns(at.getName()); at = at.getSuperclass()) {
            byte[] file = classFile(at);
            if (file == null) {
                return null;
            }
            sink.putBytes(file);
        }
        return sink.digest();
    }

    private static byte @Nullable [] classFile(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(name) : loader.getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }
}
