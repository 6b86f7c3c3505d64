package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.format.Format;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The digests of this version of the format, in this and every other JVM. If they change, the format has changed: give
 * it a new version and write a new file with {@code -Dmemo.golden=src/test/resources/io/memo/hash/golden-3.txt}.
 */
public class GoldenVectorsTests {

    record Line(String item, int count, @Nullable Object note) {}

    @SuppressWarnings("unused")
    static class Animal {
        private final String name = "Rex";
        private final byte legs = 4;
    }

    @SuppressWarnings("unused")
    static final class Dog extends Animal {
        private final char grade = 'A';
        private final boolean good = true;
        private final float weight = 12.5f;
        private final List<String> tricks = List.of("sit");
    }

    private static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("null", null);
        values.put("true", true);
        values.put("int", 42);
        values.put("long", 42L);
        values.put("double", 0.1);
        values.put("nan", Double.NaN);
        values.put("char", 'x');
        values.put("empty string", "");
        values.put("latin string", "na\u00efve");
        values.put("wide string", "z\u0142oty \ud83d\ude00");
        values.put("lone surrogate", "\ud800");
        values.put("long latin string", "ab".repeat(5_000));
        values.put("long wide string", "\u0142".repeat(5_000));
        values.put("big integer", BigInteger.TWO.pow(100));
        values.put("decimal", new BigDecimal("12.50"));
        values.put("enum", TimeUnit.DAYS);
        values.put("class", String.class);
        values.put("empty list", List.of());
        values.put("list", List.of(1, "a", List.of(2.0)));
        values.put("long list", IntStream.range(0, 10_000).boxed().toList());
        values.put("set", Set.of("a", "b", "c", "d", "e"));
        values.put("map", Map.of("a", 1, "b", 2, "c", 3));
        values.put("linked map", new LinkedHashMap<>(new TreeMap<>(Map.of("a", 1, "b", 2))));
        values.put("sorted map", new TreeMap<>(Map.of("a", 1, "b", 2)));
        values.put("objects", new Object[] {1, null, "a"});
        values.put("ints", new int[] {1, 2, 3});
        values.put("many doubles", IntStream.range(0, 1_000).asDoubleStream().toArray());
        values.put("bytes", new byte[] {1, 2, 3});
        values.put("booleans", new boolean[] {true, false});
        values.put("record", new Line("a", 1, Optional.of("b")));
        values.put("object", new Dog());
        values.put("instant", Instant.ofEpochSecond(1, 2));
        values.put("date", LocalDate.of(2026, 11, 22));
        values.put("zoned", ZonedDateTime.of(2026, 11, 22, 1, 2, 3, 4, ZoneId.of("Europe/Berlin")));
        values.put("legacy date", new Date(5));
        values.put("uuid", new UUID(1, 2));
        values.put("uri", URI.create("https://example.org/a?b#c"));
        List<Object> cycle = new ArrayList<>();
        cycle.add(Arrays.asList(1, cycle));
        values.put("cycle", cycle);
        Object shared = List.of("x".repeat(100), "y".repeat(300));
        values.put("shared", List.of(shared, shared));
        return values;
    }

    @Test
    @DisplayName("4.8, V36 the digests of format 2")
    void goldenVectors() throws IOException {
        List<String> lines = lines();
        String target = System.getProperty("memo.golden");
        if (target != null) {
            Files.createDirectories(Path.of(target).getParent());
            Files.write(Path.of(target), lines);
        }
        assertThat(lines).containsExactlyElementsOf(golden());
    }

    /** What this JVM gives, for {@link #goldenVectorsElsewhere}. */
    public static void main(String[] arguments) {
        lines().forEach(System.out::println);
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        values().forEach((name, value) ->
                lines.add(name + " = " + Digests.digest(value).hex()));
        return lines;
    }

    public static List<Path> platforms() throws IOException {
        List<Path> platforms = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path others = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(others)) {
            try (Stream<Path> found = Files.list(others)) {
                found.filter(each -> each.getFileName().toString().contains("25"))
                        .filter(each -> Files.isExecutable(each.resolve("bin/java")))
                        .forEach(platforms::add);
            }
        }
        return platforms;
    }

    @ParameterizedTest
    @MethodSource("platforms")
    @DisplayName("4.8, V36 the same in another JVM, whose sets and maps iterate in another order")
    void goldenVectorsElsewhere(Path platform) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        platform.resolve("bin/java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GoldenVectorsTests.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed.lines()).containsExactlyElementsOf(golden());
    }

    private static List<String> golden() throws IOException {
        String name = "golden-" + Format.VERSION + ".txt";
        try (InputStream file = GoldenVectorsTests.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
