package io.memo.hash.library;

import io.memo.hash.classify.Supertypes;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guava's multimaps, which are no collections of the JDK's kind and keep what they hold in transient fields: by their entries, in
 * the order in which they give them, and by what they compare with.
 */
final class Guava {

    private static final List<String> COMPARATORS = List.of("keyComparator", "valueComparator");

    private Guava() {}

    /** Returns the encoder of the class, or null if it is none of these. */
    static @Nullable Encoder of(Class<?> type) {
        boolean owned = type.getName().startsWith("com.google.common.collect.");
        Class<?> multimap = owned ? Supertypes.find(type, "com.google.common.collect.Multimap") : null;
        if (multimap == null) {
            return null;
        }
        boolean immutable = type.getSimpleName().startsWith("Immutable");
        return (value, pass) -> {
            if (!immutable) {
                pass.mutable();
            }
            return !pass.writeKnown(value)
                    && pass.push(PartsFrame.mutable(
                            value, type.getName(), ConcurrentReads.read(() -> parts(multimap, value))));
        };
    }

    private static @Nullable Object[] parts(Class<?> multimap, Object value) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (String name : COMPARATORS) {
            Method method = Reflect.method(value.getClass(), name);
            parts.add(method == null ? null : Reflect.call(method, value));
        }
        Collection<?> entries = (Collection<?>) Reflect.call(multimap, "entries", value);
        for (Object each : entries == null ? List.of() : entries) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
            parts.add(entry.getKey());
            parts.add(entry.getValue());
        }
        return parts.toArray();
    }
}
