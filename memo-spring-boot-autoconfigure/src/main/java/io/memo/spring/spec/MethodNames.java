package io.memo.spring.spec;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.digest.FramedSink;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;

/**
 * The names of memoized methods, unique within the application: the one given, else {@code SimpleClassName.method}. An anonymous
 * class and a lambda go by the name of what they extend or implement. A short hash of class and signature is appended where
 * that does not tell methods apart: to each of several overloads, and to those of classes that have the same simple name. Safe
 * for use by several threads.
 */
public final class MethodNames {

    private final Map<String, MethodClassKey> taken = new HashMap<>();
    private final Map<String, Method> owners = new HashMap<>();
    private final Map<String, Class<?>> announced = new ConcurrentHashMap<>();
    private final Set<String> ambiguous = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    /** Tells of classes with memoized methods before their methods are named, so that names depend on no order. */
    void announce(Collection<Class<?>> types) {
        for (Class<?> type : types) {
            String name = simpleName(type);
            Class<?> other = announced.putIfAbsent(name, type);
            if (other != null && other != type) {
                ambiguous.add(name);
            }
        }
    }

    /** Returns the names given so far. */
    Set<String> given() {
        lock.lock();
        try {
            return Set.copyOf(taken.keySet());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the name of a method, the same for every question.
     *
     * @throws InvalidMemoizeException if the name was given to another method too
     */
    String name(Memoize memoize, Method method, Owner owner) {
        String given = memoize.name();
        String simpleName = simpleName(owner.type);
        String name = given.isEmpty() ? simpleName + "." + method.getName() : given;
        boolean needsHash = ambiguous.contains(simpleName) || isOverloaded(method, owner.type);
        if (given.isEmpty() && needsHash) {
            return take(name + hash(method, owner), method, owner);
        }
        return take(name, method, owner);
    }

    /**
     * Whose method it is.
     *
     * @param type the class of the bean
     * @param place what tells the class from others of its name, the same in every process
     */
    public record Owner(Class<?> type, String place) {

        /** The owner of a lambda's method: the class that it is written in, and the method there. */
        public Owner(Class<?> lambda, Class<?> home, String code) {
            this(lambda, home.getName() + "#" + code);
        }

        static Owner of(Class<?> type) {
            return new Owner(type, type.getName());
        }
    }

    private static String simpleName(Class<?> type) {
        boolean isNamed = !type.isAnonymousClass() && !ClassUtils.isLambdaClass(type);
        if (isNamed) {
            return type.getSimpleName();
        }
        return type.getInterfaces().length == 0
                ? simpleName(type.getSuperclass())
                : type.getInterfaces()[0].getSimpleName();
    }

    private String take(String name, Method method, Owner owner) {
        MethodClassKey key = new MethodClassKey(method, owner.type);
        lock.lock();
        try {
            MethodClassKey before = taken.putIfAbsent(name, key);
            Method known = owners.putIfAbsent(name, method);
            if (before == null || before.equals(key)) {
                return name;
            }
            boolean bothGiven = known != null && !known.equals(method) && isGiven(name, known) && isGiven(name, method);
            if (bothGiven) {
                throw new InvalidMemoizeException(
                        "Two memoized methods have the name '%s': %s and %s."
                                .formatted(name, ReturnTypes.describe(known), ReturnTypes.describe(method)),
                        "Give one of them another name: @Memoize(name = \"…\").");
            }
        } finally {
            lock.unlock();
        }
        return take(name + hash(method, owner), method, owner);
    }

    private static boolean isGiven(String name, Method method) {
        Memoize memoize = MemoizeAnnotations.find(method, method.getDeclaringClass());
        return memoize != null && memoize.name().equals(name);
    }

    private static boolean isOverloaded(Method method, Class<?> targetClass) {
        return MemoizeAnnotations.all(targetClass).keySet().stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .count()
                > 1;
    }

    private static String hash(Method method, Owner owner) {
        FramedSink sink = new FramedSink().putString(owner.place);
        Arrays.stream(method.getParameterTypes()).forEach(type -> sink.putString(type.getName()));
        return "-" + sink.digest().shortHex();
    }
}
