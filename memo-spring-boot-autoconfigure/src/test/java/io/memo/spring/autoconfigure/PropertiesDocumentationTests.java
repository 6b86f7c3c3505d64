package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.memo.spring.spec.MethodProperties;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** 2: what IDEs are told of the properties, and docs/properties.md, say the same about the same properties. */
class PropertiesDocumentationTests {

    private static final Path DOCUMENTATION = Path.of("../docs/properties.md");

    @Test
    @DisplayName("2: every property has a description and a default in the metadata, and a row in the documentation")
    void propertiesAreDocumented() throws IOException {
        List<String> rows = properties().stream()
                .map(property -> row(
                        "`" + property.get("name") + "`",
                        property.containsKey("defaultValue") ? "`" + shown(property.get("defaultValue")) + "`" : "",
                        String.valueOf(property.get("description"))))
                .sorted()
                .toList();

        assertThat(rows).hasSizeGreaterThan(10).noneMatch(row -> row.endsWith("| null |"));
        assertThat(table("# Properties")).isEqualTo(rows);
    }

    @Test
    @DisplayName("2: every component of the properties is in the metadata")
    void componentsAreInTheMetadata() {
        assertThat(properties().stream().map(property -> (String) property.get("name")))
                .containsExactlyInAnyOrderElementsOf(names(MemoProperties.class, "memo"));
    }

    @Test
    @DisplayName("2: every value of an enum is hinted at and documented")
    void valuesAreDocumented() throws IOException {
        Map<String, List<String>> constants = new TreeMap<>();
        properties().forEach(property -> {
            Object[] values = type(property).getEnumConstants();
            if (values != null) {
                constants.put(
                        (String) property.get("name"),
                        Stream.of(values)
                                .map(PropertiesDocumentationTests::shown)
                                .toList());
            }
        });
        List<Map<String, Object>> hints = metadata().read("$.hints");
        Map<String, List<String>> hinted = new TreeMap<>();
        List<String> rows = new java.util.ArrayList<>();
        for (Map<String, Object> hint : hints) {
            String name = (String) hint.get("name");
            List<Map<String, String>> values = JsonPath.read(hint, "$.values");
            hinted.put(name, values.stream().map(value -> value.get("value")).toList());
            values.forEach(
                    value -> rows.add(row("`" + name + "`", "`" + value.get("value") + "`", value.get("description"))));
        }

        assertThat(hinted).isEqualTo(constants).isNotEmpty();
        assertThat(table("## Values")).isEqualTo(rows);
    }

    @Test
    @DisplayName("2: every setting of one method is documented")
    void settingsOfOneMethodAreDocumented() throws IOException {
        assertThat(table("## Of one method").stream().map(row -> row.substring(3, row.indexOf('`', 3))))
                .containsExactlyElementsOf(components(MethodProperties.class)
                        .map(component -> DataObjectPropertyName.toDashedForm(component.getName()))
                        .toList());
    }

    private static TreeSet<String> names(Class<?> type, String prefix) {
        TreeSet<String> names = new TreeSet<>();
        components(type).forEach(component -> {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().getEnclosingClass() == MemoProperties.class) {
                names.addAll(names(component.getType(), name));
            } else {
                names.add(name);
            }
        });
        return names;
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents());
    }

    private static List<Map<String, Object>> properties() {
        return metadata().read("$.properties[?(@.name =~ /memo\\..*/)]");
    }

    private static DocumentContext metadata() {
        // The resource of this module: others have some by the same name.
        Path classes = Path.of(MemoProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (InputStream file = Files.newInputStream(classes.resolve("META-INF/spring-configuration-metadata.json"))) {
            return JsonPath.parse(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(Map<String, Object> property) {
        try {
            return Class.forName(
                    Objects.toString(property.get("type")).replaceAll("<.*", ""),
                    false,
                    MemoProperties.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(Object value) {
        String written = value.toString();
        // As enums are written in properties; a size such as 1GB is written as it is.
        return written.matches("[A-Z_]+") ? written.toLowerCase(Locale.ROOT).replace('_', '-') : written;
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
                .collect(Collectors.joining("|", "|", "|"));
    }

    /** The rows of the table below the heading. */
    private static List<String> table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENTATION);
        return lines.subList(lines.indexOf(heading) + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .toList();
    }
}
