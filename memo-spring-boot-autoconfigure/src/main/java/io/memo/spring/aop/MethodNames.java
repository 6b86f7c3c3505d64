package io.memo.spring.aop;

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

/**
 * The names of memoized methods, unique within the application: the one given, else {@code SimpleClassName.method}. A
 * short hash of class and signature is appended where that does not tell methods apart: to each of several overloads, and
 * to those of classes that have the same simple name. Safe for use by several threads.
 */
final class MethodNames {

    private final Map<String, MethodClassKey> taken = new HashMap<>();
    private final Map<String, Method> owners = new HashMap<>();
    private final Map<String, Class<?>> announced = new ConcurrentHashMap<>();
    private final Set<String> ambiguous = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    /** Tells of classes with memoized methods before their methods are named, so that names depend on no order. */
    void announce(Collection<Class<?>> types) {
        for (Class<?> type : types) {
            Class<?> other = announced.putIfAbsent(type.getSimpleName(), type);
            if (other != null && other != type) {
                ambiguous.add(type.getSimpleName());
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
    String name(Memoize memoize, Method method, Class<?> targetClass) {
        String given = memoize.name();
        String name = given.isEmpty() ? targetClass.getSimpleName() + "." + method.getName() : given;
        boolean needsHash = ambiguous.contains(targetClass.getSimpleName()) || isOverloaded(method, targetClass);
        if (given.isEmpty() && needsHash) {
            return take(name + hash(method, targetClass), method, targetClass);
        }
        return take(name, method, targetClass);
    }

    private String take(String name, Method method, Class<?> targetClass) {
        MethodClassKey key = new MethodClassKey(method, targetClass);
        lock.lock();
        try {
            MethodClassKey before = taken.putIfAbsent(name, key);
            Method owner = owners.putIfAbsent(name, method);
            if (before == null || before.equals(key)) {
                return name;
            }
            boolean bothGiven = owner != null && !owner.equals(method) && isGiven(name, owner) && isGiven(name, method);
            if (bothGiven) {
                throw new InvalidMemoizeException(
                        "Two memoized methods have the name '%s': %s and %s."
                                .formatted(name, ReturnTypes.describe(owner), ReturnTypes.describe(method)),
                        "Give one of them another name: @Memoize(name = \"…\").");
            }
        } finally {
            lock.unlock();
        }
        return take(name + hash(method, targetClass), method, targetClass);
    }

    private static boolean isGiven(String name, Method method) {
        Memoize memoize = Annotations.find(method, method.getDeclaringClass());
        return memoize != null && memoize.name().equals(name);
    }

    private static boolean isOverloaded(Method method, Class<?> targetClass) {
        return Annotations.all(targetClass).keySet().stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .count()
                > 1;
    }

    private static String hash(Method method, Class<?> targetClass) {
        FramedSink sink = new FramedSink().putString(targetClass.getName());
        Arrays.stream(method.getParameterTypes()).forEach(type -> sink.putString(type.getName()));
        return "-" + sink.digest().shortHex();
    }
}
