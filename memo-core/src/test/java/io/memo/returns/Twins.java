package io.memo.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ReturnMode;
import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Walks a value and its copy side by side, by means of its own: what is the same object has to be immutable, what is shared has to be shared alike. */
final class Twins {

    static final StructuralHasher HASHER = StructuralHasher.create();

    private final Map<Object, Object> copies = new IdentityHashMap<>();
    private final Map<Object, Object> originals = new IdentityHashMap<>();
    private final Deque<Object[]> toDo = new ArrayDeque<>();

    private Twins() {}

    static ResultForms forms(ReturnMode mode) {
        return forms(mode, Object.class);
    }

    static ResultForms forms(ReturnMode mode, Class<?> declared) {
        return new ResultForms(
                mode,
                HASHER,
                HASHER,
                ManagedObjects.NONE,
                new Origin("Shop.items", ValuePart.RETURN_VALUE, "result"),
                declared);
    }

    /** Returns a copy of the value, as the second of two callers gets it, and sees to it that it is one. */
    static <T> T copy(T value) {
        ResultForms forms = forms(ReturnMode.COPY);
        Object stored = forms.of(value).value();
        requireAlike(value, stored);
        forms.copyOf(stored);
        @SuppressWarnings("unchecked")
        T copy = (T) forms.copyOf(stored);
        requireAlike(stored, copy);
        requireAlike(value, copy);
        return copy;
    }

    static <T> T freeze(T value) {
        @SuppressWarnings("unchecked")
        T frozen = (T) forms(ReturnMode.FROZEN).of(value).value();
        assertThat(HASHER.digest(frozen)).isEqualTo(HASHER.digest(value));
        return frozen;
    }

    static void requireAlike(@Nullable Object value, @Nullable Object copy) {
        assertThat(HASHER.digest(copy)).isEqualTo(HASHER.digest(value));
        Twins twins = new Twins();
        twins.meet(value, copy);
        for (Object[] next = twins.toDo.poll(); next != null; next = twins.toDo.poll()) {
            twins.look(next[0], next[1]);
        }
    }

    private void meet(@Nullable Object value, @Nullable Object copy) {
        if (value == null || copy == null) {
            assertThat(copy).isSameAs(value);
            return;
        }
        if (value == copy) {
            assertThat(HASHER.hash(value, Origin.NONE).immutable())
                    .as("%s is shared", value.getClass())
                    .isTrue();
            return;
        }
        assertThat(copy.getClass()).isSameAs(value.getClass());
        Object known = copies.putIfAbsent(value, copy);
        Object other = originals.putIfAbsent(copy, value);
        assertThat(known == null || known == copy).as("aliasing is lost").isTrue();
        assertThat(other == null || other == value).as("aliasing is made up").isTrue();
        if (known == null) {
            toDo.add(new Object[] {value, copy});
        }
    }

    private void look(Object value, Object copy) {
        if (value instanceof Map<?, ?> map) {
            Map<?, ?> other = (Map<?, ?>) copy;
            if (map instanceof SortedMap || map.getClass().getName().contains("Linked")) {
                inOrder(map.entrySet().stream().map(Map.Entry::getKey).toList(), List.copyOf(other.keySet()));
            }
            Map<Digest, Map.Entry<?, ?>> byKey = new HashMap<>();
            other.entrySet().forEach(entry -> byKey.put(HASHER.digest(entry.getKey()), entry));
            map.forEach((key, held) -> {
                Map.Entry<?, ?> twin = byKey.get(HASHER.digest(key));
                assertThat(twin).isNotNull();
                meet(key, twin.getKey());
                meet(held, twin.getValue());
                assertThat(other.containsKey(twin.getKey())).isTrue();
            });
        } else if (value instanceof Set<?> set && !(set instanceof SortedSet)) {
            Set<?> other = (Set<?>) copy;
            assertThat(other).hasSameSizeAs(set);
            Map<Digest, Object> byDigest = new HashMap<>();
            other.forEach(element -> byDigest.put(HASHER.digest(element), element));
            set.forEach(element -> meet(element, byDigest.get(HASHER.digest(element))));
            assertThat(other).allMatch(other::contains);
        } else if (value instanceof Collection<?> collection) {
            inOrder(List.copyOf(withoutNull(collection)), List.copyOf(withoutNull((Collection<?>) copy)));
        } else if (value instanceof Optional<?> optional) {
            meet(optional.orElse(null), ((Optional<?>) copy).orElse(null));
        } else if (value instanceof AtomicReference<?> reference) {
            meet(reference.get(), ((AtomicReference<?>) copy).get());
        } else if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                meet(array[i], Array.get(copy, i));
            }
        } else {
            fields(value, copy);
        }
    }

    private static List<?> withoutNull(Collection<?> collection) {
        return collection.stream().filter(each -> each != null).toList();
    }

    private void inOrder(Collection<?> elements, Collection<?> others) {
        assertThat(others).hasSameSizeAs(elements);
        Iterator<?> other = others.iterator();
        elements.forEach(element -> meet(element, other.next()));
    }

    private void fields(Object value, Object copy) {
        for (Class<?> c = value.getClass(); c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    try {
                        meet(field.get(value), field.get(copy));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }
}
