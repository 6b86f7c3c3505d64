package io.memo.key.external;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells targets that hold state which no reached code names: proxies, objects of a library, and those that inherit fields from
 * a class outside the application. Safe for use by several threads.
 */
final class ForeignState {

    private final ExternalObjects objects;
    private volatile @Nullable Answer last;

    private record Answer(Class<?> type, boolean foreign) {}

    ForeignState(ExternalObjects objects) {
        this.objects = objects;
    }

    boolean isIn(Class<?> target) {
        Answer known = last;
        if (known == null || known.type != target) {
            known = new Answer(target, holds(target));
            last = known;
        }
        return known.foreign;
    }

    private boolean holds(Class<?> target) {
        if (Proxy.isProxyClass(target)) {
            return true;
        }
        for (Class<?> c = target; c != null && c != Object.class; c = c.getSuperclass()) {
            if (!objects.isApplication(c)
                    && Arrays.stream(c.getDeclaredFields()).anyMatch(ForeignState::isState)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isState(Field field) {
        return !Modifier.isStatic(field.getModifiers());
    }
}
