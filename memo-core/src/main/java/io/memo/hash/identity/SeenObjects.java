package io.memo.hash.identity;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about immutable objects, by which object it is. Holds few of them, and keeps none alive. Safe for use by several
 * threads.
 *
 * <p>An object whose constructor still runs may get more of its final fields. So a finding is believed when the object was met twice with
 * the same one, and no constructor of other code than the JDK's was under way in the thread that met it.
 *
 * @param <F> what is found out
 */
public final class SeenObjects<F> {

    private static final StackWalker FRAMES = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final int most;
    private final WeakIdentityMap<Finding<F>> findings = new WeakIdentityMap<>();

    /** @param most how many objects are known at a time */
    public SeenObjects(int most) {
        this.most = most;
    }

    /** Returns what is believed of the object, or null if it has to be looked at. */
    public @Nullable F known(Object object) {
        if (findings.isEmpty()) {
            return null;
        }
        Finding<F> finding = findings.get(object);
        return finding != null && finding.believed ? finding.value : null;
    }

    /** Notes what was found out about an object that proved immutable. */
    public void note(Object object, F value) {
        Finding<F> before = findings.get(object);
        if (before != null) {
            boolean believed = before.value.equals(value) && !isConstructing();
            findings.put(object, new Finding<>(value, believed));
            return;
        }
        if (findings.size() >= most) {
            // Whatever is asked for comes back by itself.
            findings.clear();
        }
        findings.put(object, new Finding<>(value, false));
    }

    /** Returns how many objects are known, by estimate. */
    int size() {
        return findings.size();
    }

    private static boolean isConstructing() {
        return FRAMES.walk(
                frames -> frames.anyMatch(frame -> frame.getMethodName().equals("<init>")
                        && frame.getDeclaringClass().getClassLoader() != null));
    }

    private record Finding<F>(F value, boolean believed) {}
}
