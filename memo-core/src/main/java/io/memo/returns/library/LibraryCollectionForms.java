package io.memo.returns.library;

import io.memo.hash.classify.Supertypes;
import io.memo.returns.jdk.Shapes;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collections of libraries that memo knows by name. Of any other, nobody knows how it finds its elements. */
public final class LibraryCollectionForms {

    /** They hold their elements in collections of the JDK and have nothing else that depends on these: pages, orders, trees of JSON. */
    private static final Set<String> BY_FIELDS = Set.of(
            "org.springframework.data.domain.Chunk",
            "org.springframework.data.domain.Sort",
            "org.springframework.data.geo.GeoResults",
            "org.springframework.util.MultiValueMapAdapter",
            "tools.jackson.databind.JsonNode",
            "com.fasterxml.jackson.databind.JsonNode");

    /** A row as {@code JdbcTemplate} gives it. */
    private static final String CASE_INSENSITIVE = "org.springframework.util.LinkedCaseInsensitiveMap";

    private static final int INITIAL_CAPACITY = 16;

    private static final Form COPY = new Shapes.Entries(LibraryCollectionForms::shallow);
    private static final Form FROZEN = new Shapes.Anew(Shapes::entries, LibraryCollectionForms::frozen);

    private LibraryCollectionForms() {}

    /** Returns whether collections of the class are copied field by field. */
    public static boolean isByFields(Class<?> type) {
        return Supertypes.first(type, name -> BY_FIELDS.contains(name) ? name : null) != null;
    }

    /** Returns how a map of the class is copied that its own constructor makes anew, or null if it is no such map. */
    public static @Nullable Form copied(Class<?> type) {
        return type.getName().equals(CASE_INSENSITIVE) ? COPY : null;
    }

    /** Returns how such a map is frozen, or null if it is no such map: behind a wrapper, so that it finds keys as before. */
    public static @Nullable Form frozen(Class<?> type) {
        return type.getName().equals(CASE_INSENSITIVE) ? FROZEN : null;
    }

    private static Object frozen(Object source, @Nullable Object[] entries, Pass pass) {
        Map<Object, Object> table = empty(source);
        for (int i = 0; i < entries.length; i += 2) {
            table.put(entries[i], entries[i + 1]);
        }
        return Collections.unmodifiableMap(table);
    }

    private static Object shallow(Object source, Pass pass) {
        Map<Object, Object> table = empty(source);
        table.putAll((Map<?, ?>) source);
        return table;
    }

    /** Not by {@code clone}: what that makes refers to its source. */
    @SuppressWarnings("unchecked")
    private static Map<Object, Object> empty(Object source) {
        try {
            Object locale = source.getClass().getMethod("getLocale").invoke(source);
            return (Map<Object, Object>)
                    source.getClass().getConstructor(int.class, Locale.class).newInstance(INITIAL_CAPACITY, locale);
        } catch (ReflectiveOperationException e) {
            throw new Refusal(
                    source, "it cannot be made anew by its constructor", "return new LinkedHashMap<>(…) of it", e);
        }
    }
}
