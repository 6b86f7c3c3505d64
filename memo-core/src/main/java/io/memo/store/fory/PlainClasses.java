package io.memo.store.fory;

import io.memo.store.trust.JdkTypes;
import io.memo.store.trust.Transients;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which classes outside the JDK are nothing but their fields. What decides on its own what it writes and reads, or keeps state
 * in a class of the JDK, could hold what nobody looked at, and ask for memory that nobody counts.
 */
final class PlainClasses {

    private static final Set<Class<?>> ABOVE = Set.of(Object.class, Record.class, Enum.class);

    private PlainClasses() {}

    /** Returns why objects of a class outside the JDK are refused, whatever its name, or null if they are not. */
    static @Nullable String obstacle(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            return "a proxy is code, not data: return what is behind it";
        }
        if (type.isHidden()) {
            return "a lambda is code, not data: return what it computes";
        }
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return type.getName() + " is a collection of its own, which Fory does not store: return one of the JDK"
                    + ", or use memo.codec=java";
        }
        for (Class<?> at = type; at != null && !type.isEnum(); at = at.getSuperclass()) {
            if (JdkTypes.owns(at.getName())) {
                return ABOVE.contains(at)
                        ? null
                        : type.getName() + " extends " + at.getName() + ", which Fory does not"
                                + " store: return a record, or use memo.codec=java";
            }
            if (writesItself(at)) {
                return at.getName() + " decides itself how it is written (writeObject, writeReplace, Externalizable or"
                        + " the like), which Fory does not store: return a record, or use memo.codec=java";
            }
        }
        return null;
    }

    private static boolean writesItself(Class<?> type) {
        return Externalizable.class.isAssignableFrom(type)
                || Transients.declares(type, "writeReplace")
                || Transients.declares(type, "readResolve")
                || Transients.declares(type, "readObjectNoData")
                || Transients.declares(type, "writeObject", ObjectOutputStream.class)
                || Transients.declares(type, "readObject", ObjectInputStream.class);
    }
}
