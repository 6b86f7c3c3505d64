package io.memo.spring.autoconfigure.parts;

import io.memo.FieldsIgnored;
import io.memo.Hasher;
import io.memo.Hashers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.ClassUtils;

/** The property {@code memo.hash.ignored-fields}: fields that do not count, each as {@code com.acme.Shape#envelope}. */
public final class IgnoredFieldsProperty {

    private static final String NAME = "memo.hash.ignored-fields";

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private IgnoredFieldsProperty() {}

    /**
     * Returns the hashers and what the property adds.
     *
     * @param fields the value of the property
     * @throws InvalidConfigurationPropertyValueException if one is no field of its class
     */
    public static List<Hasher<?>> addTo(List<Hasher<?>> hashers, List<String> fields, @Nullable ClassLoader loader) {
        List<Hasher<?>> all = new ArrayList<>(hashers);
        for (String field : fields) {
            FieldsIgnored<?> ignored = ignored(field, loader);
            if (ignored != null) {
                all.add(ignored);
            }
        }
        return all;
    }

    private static @Nullable FieldsIgnored<?> ignored(String text, @Nullable ClassLoader loader) {
        int end = Math.max(text.lastIndexOf('#'), text.indexOf('#') < 0 ? text.lastIndexOf('.') : -1);
        if (end <= 0 || end == text.length() - 1) {
            throw new InvalidConfigurationPropertyValueException(
                    NAME, text, "It must be a class and the name of a field of its, such as com.acme.Shape#envelope.");
        }
        Class<?> type;
        try {
            type = ClassUtils.forName(text.substring(0, end), loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // Settings that several applications share may name a class that one of them lacks.
            log.warn("{} names {}, and there is no such class: the entry has no effect.", NAME, text.substring(0, end));
            return null;
        }
        try {
            return Hashers.ignoring(type, text.substring(end + 1));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(NAME, text, String.valueOf(e.getMessage()));
        }
    }
}
