package io.memo.returns;

import io.memo.UnhashableTypeException;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.returns.pass.Types;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What is known of objects besides their fields.
 *
 * @param results hashes the results of the method, in this process
 * @param plain knows plain values; without hashers of the application, which would speak for them
 * @param managed knows beans
 * @param nameable what it said of classes: to ask it takes long
 */
record Proof(
        StructuralHasher results, Predicate<Class<?>> plain, ManagedObjects managed, Map<Class<?>, Boolean> nameable) {

    Proof(StructuralHasher results, Predicate<Class<?>> plain, ManagedObjects managed) {
        this(results, plain, managed, new ConcurrentHashMap<>());
    }

    boolean isPlain(Class<?> type) {
        return plain.test(type);
    }

    boolean mayBeBean(Class<?> type) {
        if (Types.isJdk(type) || type.isArray()) {
            return false;
        }
        Boolean known = nameable.get(type);
        if (known == null) {
            known = managed.mayName(type);
            nameable.put(type, known);
        }
        return known;
    }

    /** Returns whether the container has a name for the object, or for what is behind it; a collection is a value all the same. */
    boolean isBean(Object object) {
        Class<?> type = object.getClass();
        if (!mayBeBean(type) || Types.isContainer(type)) {
            return false;
        }
        Object target = managed.unwrap(object);
        return target != object || managed.nameOf(object) != null;
    }

    boolean isImmutable(Object object) {
        try {
            return results.hash(object, Origin.NONE).immutable();
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return false;
        }
    }
}
