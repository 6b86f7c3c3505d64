package io.memo.hash.fields;

import io.memo.hash.library.LibraryFields;
import io.memo.hash.plan.CachedAnswers;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a class only keep an answer for the next question, or were said not to count, so that reading an object leaves
 * what it is: what its own {@code hashCode} and {@code toString} fill, what is known of libraries, what Hibernate's enhancer adds,
 * and what somebody named.
 */
final class Caches {

    private final Class<?> declaring;
    private final Class<?> type;
    private final Settings settings;
    private @Nullable Set<String> answers;

    /**
     * @param declaring the class that declares the fields asked for
     * @param type the class of the objects, the same or below
     */
    Caches(Class<?> declaring, Class<?> type, Settings settings) {
        this.declaring = declaring;
        this.type = type;
        this.settings = settings;
    }

    boolean contains(Field field) {
        return field.getName().startsWith("$$_hibernate_")
                || settings.ignored().contains(field, type)
                || LibraryFields.isCache(field)
                || answers().contains(field.getName());
    }

    private Set<String> answers() {
        if (answers == null) {
            answers = CachedAnswers.of(declaring);
        }
        return answers;
    }
}
