package io.memo.store.fory;

import io.memo.store.trust.JdkTypes;
import io.memo.store.trust.RefusedException;
import io.memo.store.trust.Trust;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every object of a result before it is written: which classes outside the JDK it is made of, and that it may be
 * written as a tree, in which what is shared stands as often as it is met. Confined to one result.
 */
final class GraphInspector {

    /** How deep objects may lie in each other. */
    static final int DEEPEST = 50;

    private static final Long OPEN = -1L;

    private final Trust trust;
    private final long most;
    private final Map<Object, Long> weights = new IdentityHashMap<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Set<Class<?>> classes = new HashSet<>();
    private final Map<Class<?>, List<Field>> fields = new HashMap<>();

    private GraphInspector(Trust trust, long most) {
        this.trust = trust;
        this.most = most;
    }

    /**
     * Returns the classes outside the JDK of which the objects are, those above them included.
     *
     * @param most how many bytes the result may have
     * @throws RefusedException if it holds what is not stored, holds itself, or is too large or too deep
     */
    static Set<Class<?>> of(Object result, Trust trust, long most) throws RefusedException {
        GraphInspector survey = new GraphInspector(trust, most);
        survey.weigh(result, 1);
        return survey.classes;
    }

    /** Returns how many bytes an object has at least, with all that it holds. */
    private long weigh(@Nullable Object object, int depth) throws RefusedException {
        if (object == null || object instanceof Boolean || object instanceof Character) {
            return 1;
        }
        if (object instanceof CharSequence text
                && JdkTypes.contains(object.getClass().getName())) {
            return 1L + text.length();
        }
        Long known = weights.get(object);
        if (OPEN.equals(known)) {
            throw new RefusedException(object.getClass().getName() + " holds itself, which Fory does not store: return"
                    + " something without circles, or use memo.codec=java");
        }
        if (known != null) {
            return known;
        }
        if (depth > DEEPEST) {
            throw new RefusedException("objects lie in each other deeper than " + DEEPEST + " levels");
        }
        Class<?> type = object instanceof Enum<?> constant ? constant.getDeclaringClass() : object.getClass();
        meet(type);
        weights.put(object, OPEN);
        long weight = 1;
        for (Object part : parts(object, type)) {
            weight += weigh(part, depth + 1);
            check(weight);
        }
        weight += plainBytes(object);
        check(weight);
        weights.put(object, weight);
        return weight;
    }

    private void check(long weight) throws RefusedException {
        if (weight > most) {
            throw RefusedException.tooLarge(most);
        }
    }

    private void meet(Class<?> type) throws RefusedException {
        Class<?> element = Trust.element(type);
        if (element.isPrimitive() || !seen.add(element)) {
            return;
        }
        String refusal = refusal(element);
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
        for (Class<?> at = element; at != null && !JdkTypes.owns(at.getName()); at = at.getSuperclass()) {
            if (at != element) {
                meet(at);
            }
            classes.add(at);
        }
    }

    private @Nullable String refusal(Class<?> type) {
        String name = type.getName();
        if (ForyTypes.contains(name)) {
            return null;
        }
        String refusal = trust.refusal(name);
        if (refusal != null) {
            return refusal;
        }
        return obstacle(type);
    }

    private static @Nullable String obstacle(Class<?> type) {
        return JdkTypes.owns(type.getName())
                ? "Fory does not store " + type.getName() + ": return another collection, or use memo.codec=java"
                : PlainClasses.obstacle(type);
    }

    /** Returns why Fory does not store an object whose class is allowed, or null if it does. */
    static @Nullable String obstacle(Object object) {
        Class<?> type = object.getClass();
        return ForyTypes.contains(type.getName()) ? null : obstacle(type);
    }

    private static long plainBytes(Object object) {
        if (object.getClass().isArray()) {
            Class<?> component = object.getClass().getComponentType();
            boolean wide = component == long.class || component == double.class;
            return (long) Array.getLength(object) * (wide ? Long.BYTES : 1);
        }
        if (object instanceof BitSet bits) {
            return bits.length() / Byte.SIZE;
        }
        return object instanceof BigInteger number ? number.bitLength() / Byte.SIZE : 0;
    }

    /** Returns what Fory writes as an object within the object. */
    private Iterable<?> parts(Object object, Class<?> type) throws RefusedException {
        if (object instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (object instanceof Enum || type.isArray()) {
            return List.of();
        }
        return JdkTypes.owns(type.getName()) ? partsOfJdk(object) : partsOfPlain(object, type);
    }

    private static Iterable<?> partsOfJdk(Object object) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (object instanceof Collection<?> collection) {
            parts.addAll(collection);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                parts.add(key);
                parts.add(value);
            });
        } else if (object instanceof Map.Entry<?, ?> entry) {
            parts.add(entry.getKey());
            parts.add(entry.getValue());
        } else if (object instanceof Optional<?> optional) {
            parts.add(optional.orElse(null));
        } else if (object instanceof AtomicReference<?> reference) {
            parts.add(reference.get());
        }
        parts.add(comparator(object));
        return parts;
    }

    private static @Nullable Comparator<?> comparator(Object object) {
        Comparator<?> comparator = null;
        if (object instanceof SortedSet<?> set) {
            comparator = set.comparator();
        } else if (object instanceof SortedMap<?, ?> map) {
            comparator = map.comparator();
        } else if (object instanceof PriorityQueue<?> queue) {
            comparator = queue.comparator();
        } else if (object.getClass().getName().equals("java.util.Collections$ReverseComparator2")) {
            comparator = Collections.reverseOrder((Comparator<?>) object);
        }
        return comparator;
    }

    private Iterable<?> partsOfPlain(Object object, Class<?> type) throws RefusedException {
        String lost = trust.transients(type).firstSet(object);
        if (lost != null) {
            throw new RefusedException(
                    lost + " is transient and holds something, which would not come back: leave the field empty");
        }
        List<@Nullable Object> parts = new ArrayList<>();
        for (Field field : fields(type)) {
            try {
                parts.add(field.get(object));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return parts;
    }

    private List<Field> fields(Class<?> type) throws RefusedException {
        List<Field> known = fields.get(type);
        if (known == null) {
            known = new ArrayList<>();
            for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                for (Field field : at.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !Modifier.isTransient(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        open(field);
                        known.add(field);
                    }
                }
            }
            fields.put(type, known);
        }
        return known;
    }

    private static void open(Field field) throws RefusedException {
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new RefusedException(field.getDeclaringClass().getName() + "." + field.getName()
                    + " cannot be looked at: open its package to io.memo");
        }
    }
}
