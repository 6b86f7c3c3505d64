package io.memo.key.external;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.ManagedObjects;
import java.lang.reflect.Proxy;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which objects of a container a look-up may hand out, so that what they hold counts:
 *
 * <ul>
 *   <li>those of classes of which reached code reads a field;
 *   <li>those of foreseen classes that inherit fields from a library, which the library's code reads;
 *   <li>lambdas, proxies and others of a class that was not foreseen, of a type that the code deals with;
 *   <li>values and objects of the application that a constant names.
 * </ul>
 *
 * Services of libraries are not among them, for they count by their names. Two of equal components choose the same.
 *
 * @param owners the binary names of the classes of which fields are read
 * @param foreseen those of the classes whose code is known
 * @param words the constants of the code that may be names
 * @param objects knows what belongs to the application
 */
record LookedUpChoice(Set<String> owners, Set<String> foreseen, Set<String> words, ExternalObjects objects)
        implements ManagedObjects.Choice {

    private static final List<Class<?>> VALUES = List.of(
            Collection.class,
            Map.class,
            Number.class,
            CharSequence.class,
            Optional.class,
            AtomicReference.class,
            AtomicBoolean.class,
            Temporal.class,
            TemporalAmount.class,
            Object[].class);

    static LookedUpChoice of(CodeFingerprint code, ExternalObjects objects) {
        Set<String> owners = new HashSet<>(code.wholeTypes());
        code.externalVariables().stream()
                .filter(variable -> !variable.isStatic())
                .map(ExternalVariable::owner)
                .forEach(owners::add);
        return new LookedUpChoice(Set.copyOf(owners), code.liveTypes(), code.words(), objects);
    }

    @Override
    public boolean includes(String name, Class<?> type) {
        if (isBelow(type, owners)) {
            return true;
        }
        boolean isNamed = words.contains(name);
        if (objects.isApplication(type) || Proxy.isProxyClass(type)) {
            boolean isDealtWith =
                    foreseen.contains(type.getName()) ? new ForeignState(objects).isIn(type) : isOf(type, foreseen);
            return isNamed || isDealtWith;
        }
        return isNamed && VALUES.stream().anyMatch(each -> each.isAssignableFrom(type));
    }

    private static boolean isBelow(Class<?> type, Set<String> types) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (types.contains(c.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(Class<?> type, Set<String> types) {
        if (isBelow(type, types)) {
            return true;
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> above : c.getInterfaces()) {
                if (isOf(above, types)) {
                    return true;
                }
            }
        }
        return false;
    }
}
