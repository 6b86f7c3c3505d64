package io.memo.returns.jdk;

import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refill;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ways in which containers of the JDK are copied: a shallow copy by the JDK's own means first, then part by part. */
public final class Shapes {

    private Shapes() {}

    /** What holds nothing but plain values. */
    public record Flat(UnaryOperator<Object> copy) implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return copy.apply(source);
        }

        @Override
        public void fill(Object copy, Pass pass) {
            // There is nothing to replace.
        }

        @Override
        public boolean isFlat() {
            return true;
        }
    }

    /** Lists whose elements can be set. */
    record Positions(UnaryOperator<Object> shallow) implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return shallow.apply(source);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void fill(Object copy, Pass pass) {
            ((List<Object>) copy).replaceAll(pass::copy);
        }
    }

    /** Collections that hold their elements in the order in which they were added, and whose elements cannot be set. */
    record Sequence(UnaryOperator<Object> shallow) implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return shallow.apply(source);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void fill(Object copy, Pass pass) {
            Collection<Object> sequence = (Collection<Object>) copy;
            @Nullable Object[] elements = sequence.toArray();
            if (replace(elements, pass)) {
                sequence.clear();
                sequence.addAll(Arrays.asList(elements));
            }
        }
    }

    /** Collections that find their elements by hash code or order. */
    record Elements(BiFunction<Object, Pass, Object> shallow) implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return shallow.apply(source, pass);
        }

        @Override
        public void fill(Object copy, Pass pass) {
            @Nullable Object[] elements = ((Collection<?>) copy).toArray();
            if (replace(elements, pass)) {
                pass.refillLast(new Refill(copy, elements));
            }
        }
    }

    /** Maps. */
    public record Entries(BiFunction<Object, Pass, Object> shallow) implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return shallow.apply(source, pass);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void fill(Object copy, Pass pass) {
            Map<Object, Object> map = (Map<Object, Object>) copy;
            @Nullable Object[] keys = map.keySet().toArray();
            if (!replace(keys, pass)) {
                map.replaceAll((key, value) -> pass.copy(value));
                return;
            }
            @Nullable Object[] all = new @Nullable Object[2 * keys.length];
            int next = 0;
            for (Object value : map.values()) {
                all[2 * next] = keys[next];
                all[2 * next + 1] = pass.copy(value);
                next++;
            }
            pass.refillLast(new Refill(copy, all));
        }
    }

    /** Arrays of objects. */
    public record Slots() implements Form.Shell {

        @Override
        public Object begin(Object source, Pass pass) {
            return ((Object[]) source).clone();
        }

        @Override
        public void fill(Object copy, Pass pass) {
            replace((@Nullable Object[]) copy, pass);
        }
    }

    /** Arrays of primitives. */
    public static Object primitives(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    /** What is made of its elements at once. */
    public record Whole(Function<Object, @Nullable Object[]> elements, Made made) implements Form.Late {

        /** Makes the copy. */
        @FunctionalInterface
        public interface Made {
            Object of(Object source, @Nullable Object[] copies, Pass pass);
        }

        @Override
        public @Nullable Object[] parts(Object source) {
            return elements.apply(source);
        }

        @Override
        public Object build(
                Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass) {
            return isSame(parts, copies) ? source : made.of(source, copies, pass);
        }
    }

    /** The same, where what is made is another one even if the elements are the same. */
    public record Anew(Function<Object, @Nullable Object[]> elements, Whole.Made made) implements Form.Late {

        @Override
        public @Nullable Object[] parts(Object source) {
            return elements.apply(source);
        }

        @Override
        public Object build(
                Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass) {
            return made.of(source, copies, pass);
        }
    }

    /** Returns keys and values in turn. */
    public static @Nullable Object[] entries(Object map) {
        Map<?, ?> read = (Map<?, ?>) map;
        @Nullable Object[] all = new @Nullable Object[2 * read.size()];
        int next = 0;
        for (Map.Entry<?, ?> entry : read.entrySet()) {
            all[next++] = entry.getKey();
            all[next++] = entry.getValue();
        }
        return all;
    }

    /** Puts keys and values in turn into a map. */
    public static void put(Map<Object, Object> map, @Nullable Object[] entries) {
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
    }

    public static boolean isSame(@Nullable Object[] parts, @Nullable Object[] copies) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != copies[i]) {
                return false;
            }
        }
        return true;
    }

    /** Puts copies in place of the elements, and returns whether any is another object. */
    private static boolean replace(@Nullable Object[] elements, Pass pass) {
        boolean replaced = false;
        for (int i = 0; i < elements.length; i++) {
            Object copied = pass.copy(elements[i]);
            if (copied != elements[i]) {
                elements[i] = copied;
                replaced = true;
            }
        }
        return replaced;
    }
}
