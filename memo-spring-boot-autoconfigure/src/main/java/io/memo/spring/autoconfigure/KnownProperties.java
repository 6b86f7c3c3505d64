package io.memo.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** The names of memo's properties, as they are bound. */
final class KnownProperties {

    private KnownProperties() {}

    /** Returns them, in dashed form; those of single methods by their common beginning. */
    static List<String> names() {
        return below("memo", MemoProperties.class).toList();
    }

    private static Stream<String> below(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> of(prefix, component));
    }

    private static Stream<String> of(String prefix, RecordComponent component) {
        String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
        return component.getType().isRecord() ? below(name, component.getType()) : Stream.of(name);
    }
}
