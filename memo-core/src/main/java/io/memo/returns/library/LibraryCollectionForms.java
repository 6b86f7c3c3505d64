package io.memo.returns.library;

import io.memo.hash.classify.Supertypes;
import io.memo.returns.jdk.Shapes;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
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

    private LibraryCollectionForms() {}

    /** Returns whether collections of the class are copied field by field. */
    public static boolean isByFields(Class<?> type) {
        return Supertypes.first(type, name -> BY_FIELDS.contains(name) ? name : null) != null;
    }

    /** Returns how a map of the class is copied that its own constructor makes anew, or null if it is no such map. */
    public static @Nullable Form copied(Class<?> type) {
        CaseInsensitive maps = CaseInsensitive.of(type);
        return maps == null ? null : new Shapes.Entries(maps::shallow);
    }

    /** Returns how such a map is frozen, or null if it is no such map: behind a wrapper, so that it finds keys as before. */
    public static @Nullable Form frozen(Class<?> type) {
        CaseInsensitive maps = CaseInsensitive.of(type);
        return maps == null ? null : new Shapes.Anew(Shapes::entries, maps::frozen);
    }

    /** Maps that find keys in any case. Not copied by {@code clone}: what that makes refers to its source. */
    private record CaseInsensitive(Constructor<?> constructor, Method locale) {

        static @Nullable CaseInsensitive of(Class<?> type) {
            try {
                return type.getName().equals(CASE_INSENSITIVE)
                        ? new CaseInsensitive(type.getConstructor(int.class, Locale.class), type.getMethod("getLocale"))
                        : null;
            } catch (NoSuchMethodException e) {
                return null;
            }
        }

        Object shallow(Object source, Pass pass) {
            Map<Object, Object> table = empty(source);
            table.putAll((Map<?, ?>) source);
            return table;
        }

        Object frozen(Object source, @Nullable Object[] entries, Pass pass) {
            Map<Object, Object> table = empty(source);
            Shapes.put(table, entries);
            return Collections.unmodifiableMap(table);
        }

        @SuppressWarnings("unchecked")
        private Map<Object, Object> empty(Object source) {
            try {
                return (Map<Object, Object>)
                        constructor.newInstance(((Map<?, ?>) source).size(), locale.invoke(source));
            } catch (ReflectiveOperationException e) {
                throw new Refusal(
                        source, "it cannot be made anew by its constructor", "return new LinkedHashMap<>(…) of it", e);
            }
        }
    }
}
