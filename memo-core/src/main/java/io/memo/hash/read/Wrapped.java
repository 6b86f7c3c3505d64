package io.memo.hash.read;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the wrappers of {@code java.util.Collections}, whose look-ups are those of what they wrap. Where the field cannot be
 * read, by the form that they would be serialised in. Nothing is serialised: the first collection or map that the stream
 * comes to is taken out and none is written.
 */
public final class Wrapped extends ObjectOutputStream {

    private static final Map<Class<?>, JdkField> FIELDS = fields();

    private final Object wrapper;
    private @Nullable Object first;

    private Wrapped(Object wrapper) throws IOException {
        super(OutputStream.nullOutputStream());
        this.wrapper = wrapper;
        enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(Object object) {
        if (object == wrapper) {
            return object;
        }
        if (first == null && (object instanceof Map || object instanceof Collection)) {
            first = object;
        }
        return null;
    }

    /** Returns whether objects of the class are wrappers that let nobody change what they wrap. */
    public static boolean isUnmodifiable(Class<?> type) {
        return type.getName().startsWith("java.util.Collections$Unmodifiable");
    }

    /** Returns whether objects of the class are such wrappers of sets, maps and collections; of lists the elements say all. */
    public static boolean isWrapper(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Synchronized")
                || name.startsWith("java.util.Collections$Checked")
                || isSetOfMap(type);
    }

    /** Returns whether objects of the class are sets that keep their elements as the keys of a map. */
    public static boolean isSetOfMap(Class<?> type) {
        return type.getName().endsWith("SetFromMap") && type.getName().startsWith("java.util.Collections$");
    }

    /** Returns what the wrapper wraps, or null if that cannot be told. */
    public static @Nullable Object in(Object wrapper) {
        JdkField field = fieldOf(wrapper.getClass());
        Object inside = field == null ? null : field.in(wrapper);
        return inside == null ? byForm(wrapper) : inside;
    }

    /** Looked for each time: what a class of the JDK held of memo's would outlive the application. */
    private static @Nullable JdkField fieldOf(Class<?> wrapper) {
        JdkField field = null;
        for (Class<?> c = wrapper; c != null && field == null; c = c.getSuperclass()) {
            field = FIELDS.get(c);
        }
        return field;
    }

    /** Returns the same by what the wrapper would be serialised as. */
    static @Nullable Object byForm(Object wrapper) {
        try (Wrapped stream = new Wrapped(wrapper)) {
            stream.writeObject(wrapper);
            return stream.first;
        } catch (IOException e) {
            return null;
        }
    }

    private static Map<Class<?>, JdkField> fields() {
        List<Object> list = new ArrayList<>();
        Map<Object, Boolean> map = new HashMap<>();
        Map<Class<?>, JdkField> fields = new HashMap<>();
        put(fields, Collections.unmodifiableCollection(list), "c", list);
        put(fields, Collections.synchronizedCollection(list), "c", list);
        put(fields, Collections.checkedCollection(list, Object.class), "c", list);
        put(fields, Collections.unmodifiableMap(map), "m", map);
        put(fields, Collections.synchronizedMap(map), "m", map);
        put(fields, Collections.checkedMap(map, Object.class, Boolean.class), "m", map);
        put(fields, Collections.newSetFromMap(map), "m", map);
        return Map.copyOf(fields);
    }

    private static void put(Map<Class<?>, JdkField> fields, Object wrapper, String name, Object wrapped) {
        JdkField field = JdkField.of(wrapper.getClass(), name, Object.class, wrapper, wrapped);
        if (field != null) {
            fields.put(wrapper.getClass(), field);
        }
    }
}
