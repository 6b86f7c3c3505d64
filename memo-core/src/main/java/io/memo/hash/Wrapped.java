package io.memo.hash;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the wrappers of {@code java.util.Collections}, whose fields are out of reach and whose look-ups are those of what
 * they wrap: by the form that they would be serialised in. Nothing is serialised: the first collection or map that the stream
 * comes to is taken out and none is written.
 */
final class Wrapped extends ObjectOutputStream {

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

    /** Returns whether objects of the class are such wrappers of sets, maps and collections; of lists the elements say all. */
    static boolean isWrapper(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Synchronized")
                || name.startsWith("java.util.Collections$Checked")
                || isSetOfMap(type);
    }

    /** Returns whether objects of the class are sets that keep their elements as the keys of a map. */
    static boolean isSetOfMap(Class<?> type) {
        return type.getName().endsWith("SetFromMap") && type.getName().startsWith("java.util.Collections$");
    }

    /** Returns what the wrapper wraps, or null if that cannot be told. */
    static @Nullable Object in(Object wrapper) {
        try (Wrapped stream = new Wrapped(wrapper)) {
            stream.writeObject(wrapper);
            return stream.first;
        } catch (IOException e) {
            return null;
        }
    }
}
