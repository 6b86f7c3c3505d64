package io.memo.live;

import java.lang.ref.WeakReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the JVM took the code that was announced, told by counts that grow with every redefinition. The JVM counts a redefinition in all
 * subclasses, too: own = count(class) - count(superclass).
 *
 * <p>A JVM that counts nothing is believed to take what it was given. A refused redefinition passes for an accepted one if the same class is
 * retransformed before it is announced again, for retransformations are counted as well.
 */
final class Installation {

    private final WeakReference<Class<?>> type;
    private final ToIntFunction<Class<?>> counts;
    private final int before;
    private volatile @Nullable Boolean known;

    Installation(Class<?> type, ToIntFunction<Class<?>> counts) {
        this.type = new WeakReference<>(type);
        this.counts = counts;
        this.before = own(type, counts);
        if (counts.applyAsInt(type) < 0) {
            known = true;
        }
    }

    boolean isDone() {
        Boolean answer = known;
        if (answer != null) {
            return answer;
        }
        Class<?> loaded = type.get();
        if (loaded == null || own(loaded, counts) <= before) {
            return false;
        }
        known = true;
        return true;
    }

    /** Called when the JVM is done with it: what was not taken by now never will be. */
    void end() {
        known = isDone();
    }

    private static int own(Class<?> type, ToIntFunction<Class<?>> counts) {
        Class<?> parent = type.getSuperclass();
        if (parent == null) {
            return counts.applyAsInt(type);
        }
        int ofParent = counts.applyAsInt(parent);
        while (true) {
            int count = counts.applyAsInt(type);
            int again = counts.applyAsInt(parent);
            if (again == ofParent) {
                return count - ofParent;
            }
            ofParent = again;
        }
    }
}
