package io.memo.store.trust;

import io.memo.digest.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known of the classes that results of one method may hold. Safe for use by several threads. */
public final class Trust {

    private final AllowList allowed;
    private final Set<String> forms;
    private final ClassFingerprints fingerprints;
    private final ClassLoader loader;
    private final Map<Class<?>, Optional<Digest>> known = new ConcurrentHashMap<>();
    private final Map<Class<?>, Transients> transients = new ConcurrentHashMap<>();

    /** @param forms binary names of classes of the codec itself, which write JDK values and never change unseen */
    Trust(AllowList allowed, Set<String> forms, ClassFingerprints fingerprints, ClassLoader loader) {
        this.allowed = allowed;
        this.forms = Set.copyOf(forms);
        this.fingerprints = fingerprints;
        this.loader = loader;
    }

    /** Returns the loader that sees the application's classes. */
    public ClassLoader loader() {
        return loader;
    }

    /** Returns why objects of the class are refused, or null if they are not; an array is judged by what it holds. */
    public @Nullable String refusal(String binaryName) {
        return forms.contains(binaryName) ? null : allowed.refusal(binaryName);
    }

    /** Returns whether objects of the class are refused only since nobody named it. */
    boolean isUnlisted(String binaryName) {
        return !forms.contains(binaryName) && allowed.isUnlisted(binaryName);
    }

    /** Returns the binary name of what an array holds in the end, the name itself for others, null for primitives. */
    public static @Nullable String element(String binaryName) {
        return AllowList.element(binaryName);
    }

    /** Returns whether a fingerprint is written for the class. */
    public boolean isFingerprinted(Class<?> type) {
        String name = element(type).getName();
        return !element(type).isPrimitive() && !JdkTypes.owns(name) && !forms.contains(name);
    }

    /** Returns the fingerprint of the class, of an array that of what it holds; null if there is none. */
    public @Nullable Digest fingerprint(Class<?> type) {
        return known.computeIfAbsent(element(type), element -> Optional.ofNullable(fingerprints.of(element)))
                .orElse(null);
    }

    /** Returns the fields of the class that do not come back. */
    public Transients transients(Class<?> type) {
        return transients.computeIfAbsent(type, Transients::of);
    }

    /** Returns what an array holds in the end, the class itself for others. */
    public static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
