package io.memo.store.trust;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds all that keeps a result from being stored, where a codec stops at the first: so that one change helps. Reads fields and the JDK's
 * collections; what Hibernate would load is left alone.
 */
public final class RefusedClasses {

    private static final int MOST_OBJECTS = 10_000;
    private static final int MOST_REASONS = 10;

    private final Trust trust;
    private final Predicate<Object> replaced;
    private final Function<Object, @Nullable String> obstacle;
    private final Deque<Object> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> unlisted = new TreeSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();

    private RefusedClasses(Trust trust, Predicate<Object> replaced, Function<Object, @Nullable String> obstacle) {
        this.trust = trust;
        this.replaced = replaced;
        this.obstacle = obstacle;
    }

    /**
     * Returns all reasons as one text.
     *
     * @param replaced whether the codec writes something else for the object, whatever its class
     * @param obstacle gives why the codec cannot store an object whose class is allowed, null if it can
     * @param first the reason that the codec stopped at, for what is not found
     */
    public static String in(
            Object result,
            Trust trust,
            Predicate<Object> replaced,
            Function<Object, @Nullable String> obstacle,
            @Nullable String first) {
        RefusedClasses refused = new RefusedClasses(trust, replaced, obstacle);
        refused.meet(result);
        while (!refused.open.isEmpty() && refused.seen.size() < MOST_OBJECTS) {
            refused.visit(refused.open.remove());
        }
        return refused.text(String.valueOf(first));
    }

    private String text(String first) {
        // One class alone is said below, with the others.
        if (unlisted.stream().noneMatch(each -> first.equals(AllowList.unlisted(Set.of(each))))) {
            reasons.add(first);
        }
        if (!unlisted.isEmpty()) {
            reasons.add(AllowList.unlisted(unlisted));
        }
        return String.join("; ", reasons);
    }

    private void meet(@Nullable Object object) {
        if (object != null && !(object instanceof Enum) && seen.add(object)) {
            open.add(object);
        }
    }

    private void visit(Object object) {
        Class<?> type = object.getClass();
        if (!type.isArray() && !Proxy.isProxyClass(type) && !replaced.test(object)) {
            judge(object, type);
        }
        if (object instanceof Object[] array) {
            Arrays.stream(array).forEach(this::meet);
        } else if (JdkTypes.owns(type.getName())) {
            partsOfJdk(object);
        } else if (!type.getName().startsWith("org.hibernate.") && !type.isHidden()) {
            fields(object);
        }
    }

    private void judge(Object object, Class<?> type) {
        for (Class<?> at = type; at != null && !JdkTypes.owns(at.getName()); at = at.getSuperclass()) {
            if (trust.isUnlisted(at.getName())) {
                unlisted.add(at.getName());
            }
        }
        String refusal = trust.isUnlisted(type.getName()) ? null : trust.refusal(type.getName());
        String reason = refusal == null ? obstacle.apply(object) : refusal;
        if (reason != null && reasons.size() < MOST_REASONS) {
            reasons.add(reason);
        }
    }

    private void partsOfJdk(Object object) {
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(this::meet);
        } else if (object instanceof Map.Entry<?, ?> entry) {
            meet(entry.getKey());
            meet(entry.getValue());
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::meet);
        }
    }

    private void fields(Object object) {
        for (Class<?> at = object.getClass(); at != null && !JdkTypes.owns(at.getName()); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                boolean stored =
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
                if (stored && !field.getType().isPrimitive() && field.trySetAccessible()) {
                    meet(valueOf(field, object));
                }
            }
        }
    }

    private static @Nullable Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
