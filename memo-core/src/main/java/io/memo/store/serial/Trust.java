package io.memo.store.serial;

import io.memo.digest.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of the classes that results of one method may hold. Safe for use by several threads. */
final class Trust {

    private final AllowList allowed;
    private final ClassFingerprints fingerprints;
    private final ClassLoader loader;
    private final Map<Class<?>, Optional<Digest>> known = new ConcurrentHashMap<>();
    private final Map<Class<?>, Transients> transients = new ConcurrentHashMap<>();

    Trust(AllowList allowed, ClassFingerprints fingerprints, ClassLoader loader) {
        this.allowed = allowed;
        this.fingerprints = fingerprints;
        this.loader = loader;
    }

    /** Returns the loader that sees the application's classes. */
    ClassLoader loader() {
        return loader;
    }

    /** Returns why objects of the class are refused, or null if they are not. */
    @Nullable
    String refusal(String binaryName) {
        return allowed.refusal(binaryName);
    }

    /** Returns whether a fingerprint is written for the class. */
    boolean isFingerprinted(Class<?> type) {
        String name = element(type).getName();
        return !element(type).isPrimitive() && !JdkTypes.owns(name) && !name.startsWith(Trust.class.getPackageName());
    }

    /** Returns the fingerprint of the class, of an array that of what it holds; null if there is none. */
    @Nullable
    Digest fingerprint(Class<?> type) {
        return known.computeIfAbsent(element(type), element -> Optional.ofNullable(fingerprints.of(element)))
                .orElse(null);
    }

    /** Returns the fields of the class that do not come back. */
    Transients transients(Class<?> type) {
        return transients.computeIfAbsent(type, Transients::of);
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
