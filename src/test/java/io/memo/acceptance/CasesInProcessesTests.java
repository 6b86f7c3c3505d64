package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.TwinMachines.Told;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 13.8: what {@code st.cache} is explained with, and the values that others' caches took for each other, between two releases
 * on machines with other defaults, on one directory and one Redis.
 */
class CasesInProcessesTests {

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import java.io.Serializable;
            import java.util.*;
            import java.util.function.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                public record Line(String article, int pieces) implements Serializable {}
                static final int DEFAULT = 10;
                private static final Map<String, List<Integer>> STEPS = new HashMap<>(Map.of("a", new ArrayList<>(List.of(1, 2))));
                private static final Map<String, UnaryOperator<String>> HANDLERS = Map.of("up", text -> text.toUpperCase(), "twice", text -> text + text);
                private final Rates rates;
                private final int[] weights = {3, 1, 4};
                public Quotes(Rates rates) { this.rates = rates; }
                @Memoize(persist = true) public String price(long product, String region) { return product + region + rates.of(region); }
                @Memoize(persist = true) public int twice(int x) { return x * 2; }
                @Memoize(persist = true) public int throughOthers(int x) { return first(x); }
                @Memoize(persist = true) public int recursive(int n) { return n < 2 ? n : n + odd(n - 1); }
                @Memoize(persist = true) public String handled(String by, String text) { return HANDLERS.get(by).apply(text); }
                @Memoize(persist = true) public int steps(String of) { return STEPS.get(of).stream().mapToInt(n -> n).sum() + weights[2] + DEFAULT; }
                @Memoize(persist = true) public List<Line> lines(List<Line> lines) { List<Line> all = new ArrayList<>(lines); all.add(new Line("sum", lines.stream().mapToInt(Line::pieces).sum())); return all; }
                @Memoize(persist = true) public int emptied(List<Integer> numbers) { int sum = numbers.stream().mapToInt(n -> n).sum(); numbers.clear(); return sum; }
                @Memoize(persist = true) public String missing(int n) { return n == 7 ? null : "there"; }
                @Memoize(persist = true) public Optional<String> perhaps(int n) { return n == 7 ? Optional.empty() : Optional.of("there"); }
                @Memoize(persist = true) public String content(FileReference file) throws Exception { return java.nio.file.Files.readString(file.path()); }
                @Memoize(persist = true) public String shown(Object value) { return Values.shown(value); }
                private int first(int x) { return second(x) + 1; }
                private int second(int x) { return x + 5; }
                private int odd(int n) { return n < 2 ? 0 : recursive(n - 1) + 1; }
            }
            """;

    private static final String RATES = """
            package shop;
            @org.springframework.stereotype.Component
            public class Rates {
                private final int base;
                public Rates(@org.springframework.beans.factory.annotation.Value("${base}") int base) { this.base = base; }
                int of(String region) { return base * 10; }
            }
            """;

    private static final String FILE = """
            package shop;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Files {
                @Bean static io.memo.Hasher<FileReference> byContent() { return file -> java.nio.file.Files.readAllBytes(file.path()); }
            }
            record FileReference(java.nio.file.Path path) {}
            """;

    private static final String VALUES = """
            package shop;
            import java.math.*;
            import java.nio.ByteBuffer;
            import java.time.*;
            import java.util.*;
            import java.util.regex.Pattern;
            class Values {
                enum Kind { ONE, TWO { @Override public String toString() { return "second"; } } }
                enum Other { ONE, TWO }
                static class Here { private final int x; Here(int x) { this.x = x; } }
                static class There { private final int x; There(int x) { this.x = x; } }
                static class Below extends Here { private final List<int[]> more; Below(int x, int... more) { super(x); this.more = List.of(more); } }
                static List<Object> all() {
                    List<Object> all = new ArrayList<>(Arrays.asList("caf\\u00e9", "cafe", new String("caf\\u00e9"), 10, 11, -1, 1, 1L, 1.0, 1f, (byte) 1, (short) 1, '1', "1", true,
                            127, 128, 129, Integer.MIN_VALUE, Long.MIN_VALUE, new BigInteger("1"), BigInteger.TWO.pow(70), null, false, 0, "", List.of(), Optional.empty(), Set.of(), Map.of(),
                            List.of(1, 2), List.of(2, 1), new int[] {1, 2}, new Integer[] {1, 2}, Set.of(1, 2), List.of(1), List.of(List.of()), List.of(Map.of()), List.of("ab", "c"), List.of("a", "bc"),
                            new HashMap<>(Map.of("a", 1, "b", 2)), new TreeMap<>(Map.of("a", 1, "b", 2)), linked("a", "b"), linked("b", "a"), new HashSet<>(Arrays.asList("x", 1, Double.NaN, new BigDecimal("1.0"), null)),
                            Map.of(1, 1), Map.of(1, 2), List.of(Map.entry(1, 1)), new BigDecimal("1.0"), new BigDecimal("1.00"), LocalDate.EPOCH, LocalDateTime.of(2020, 1, 1, 0, 0),
                            ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneId.of("UTC")), ZonedDateTime.of(2020, 1, 1, 1, 0, 0, 0, ZoneId.of("Europe/Berlin")), Instant.EPOCH,
                            Kind.ONE, Kind.TWO, Other.ONE, Other.TWO, UUID.fromString("00000000-0000-0000-0000-000000000001"), Pattern.compile("a"), Pattern.compile("a", Pattern.CASE_INSENSITIVE),
                            new Here(1), new Here(2), new There(1), new Below(1, 2), new Below(1, 3), ByteBuffer.wrap(new byte[] {1, 2, 3}), ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1),
                            java.nio.file.Path.of("a"), new java.io.File("a"), "\\ud800", "?", 0.0, -0.0, Locale.GERMANY, Locale.GERMAN, Collections.unmodifiableList(List.of(1, 2)), Map.of("a", 1).entrySet()));
                    return all;
                }
                private static Map<String, Integer> linked(String... keys) {
                    Map<String, Integer> map = new LinkedHashMap<>();
                    for (String key : keys) { map.put(key, key.equals("a") ? 1 : 2); }
                    return map;
                }
                static String shown(Object value) {
                    if (value instanceof List<?> list) { return "list" + list.stream().map(Values::shown).toList(); }
                    if (value instanceof LinkedHashMap<?, ?> map) { return "in order" + map; }
                    if (value instanceof SortedMap<?, ?> map) { return "sorted" + map; }
                    if (value instanceof Map<?, ?> map) { return "map" + sorted(map.entrySet()); }
                    if (value instanceof Set<?> set) { return "set" + sorted(set); }
                    if (value instanceof int[] array) { return "int[]" + Arrays.toString(array); }
                    if (value instanceof Object[] array) { return "array" + shown(Arrays.asList(array)); }
                    if (value instanceof Enum<?> constant) { return constant.getDeclaringClass().getName() + constant.name() + constant; }
                    if (value instanceof Pattern pattern) { return pattern + "/" + pattern.flags() + pattern.matcher("A").matches(); }
                    if (value instanceof ByteBuffer bytes) { return "bytes" + bytes.remaining() + bytes.get(bytes.position()); }
                    if (value instanceof Below below) { return "below" + ((Here) below).x + Arrays.toString(below.more.get(0)); }
                    if (value instanceof Here here) { return "here" + here.x; }
                    if (value instanceof There there) { return "there" + there.x; }
                    if (value instanceof Map.Entry<?, ?> entry) { return shown(entry.getKey()) + "->" + shown(entry.getValue()); }
                    return value == null ? "null" : value.getClass().getName() + " " + value;
                }
                private static List<String> sorted(Set<?> set) { return set.stream().map(Values::shown).sorted().toList(); }
            }
            """;

    private static final String CALLS = """
            package shop;
            import java.util.*;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Calls {
                @org.springframework.context.annotation.Bean
                Main.Listed listed(Quotes bean, Rates rates, @org.springframework.beans.factory.annotation.Value("${file}") String path) {
                    Quotes plain = new Quotes(rates);
                    FileReference file = new FileReference(java.nio.file.Path.of(path));
                    Map<String, Main.Call> calls = new TreeMap<>();
                    calls.put("price", plainly -> (plainly ? plain : bean).price(7, "EU"));
                    calls.put("price elsewhere", plainly -> (plainly ? plain : bean).price(7, "US"));
                    calls.put("twice", plainly -> (plainly ? plain : bean).twice(21));
                    calls.put("through others", plainly -> (plainly ? plain : bean).throughOthers(21));
                    calls.put("recursive", plainly -> (plainly ? plain : bean).recursive(9));
                    calls.put("handled", plainly -> (plainly ? plain : bean).handled("up", "title"));
                    calls.put("handled otherwise", plainly -> (plainly ? plain : bean).handled("twice", "title"));
                    calls.put("steps", plainly -> (plainly ? plain : bean).steps("a"));
                    calls.put("lines", plainly -> (plainly ? plain : bean).lines(List.of(new Quotes.Line("tea", 2), new Quotes.Line("ink", 3))));
                    calls.put("emptied", plainly -> (plainly ? plain : bean).emptied(new ArrayList<>(List.of(1, 2, 3))));
                    calls.put("missing", plainly -> (plainly ? plain : bean).missing(7));
                    calls.put("perhaps", plainly -> (plainly ? plain : bean).perhaps(7));
                    calls.put("content", plainly -> (plainly ? plain : bean).content(file));
                    List<Object> values = Values.all();
                    for (int i = 0; i < values.size(); i++) {
                        Object value = values.get(i);
                        calls.put("value " + i, plainly -> (plainly ? plain : bean).shown(value));
                    }
                    return () -> calls;
                }
            }
            """;

    private static final List<String> TURKISH = List.of(
            "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Tokyo", "-Dfile.encoding=ISO-8859-9");

    private static final boolean THOROUGH = Integer.getInteger("memo.kills", 1) > 1;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "Issue 13.8, P06, P08, P14: two releases on two machines answer as they run, and hit when all is as it was")
    void releasesOnOneDirectoryAndOneRedis() throws IOException {
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            TwinMachines release = machines("1", redis, QUOTES, VALUES);
            TwinMachines next = machines(
                    "2",
                    redis,
                    QUOTES.replace("product + region", "region + product")
                            .replace("x * 2", "x + 21 + 1")
                            .replace("x + 5", "x + 6")
                            .replace("text + text", "text + '-' + text")
                            .replace("DEFAULT = 10", "DEFAULT = 11")
                            .replace("String article, int pieces", "String article, int pieces, String unit")
                            .replace(
                                    "Line(\"sum\", lines.stream().mapToInt(Line::pieces).sum())",
                                    "Line(\"sum\", 0, \"kg\")")
                            .replace("\"there\"", "\"here\"")
                            .replace("n == 7 ? null", "n == 8 ? null")
                            .replace("n == 7 ? Optional", "n == 8 ? Optional"),
                    VALUES.replace("\"here\"", "\"near\"").replace("return \"list\"", "return \"a list\""));
            Told first = run(release, Defaults.ENGLISH, 1);
            assertThat(first.wrong()).isEmpty();
            assertThat(first.unkept()).isEmpty();
            assertThat(run(next, Defaults.ENGLISH, 2).wrong()).isEmpty();
            if (THOROUGH) {
                assertThat(run(release, TURKISH, 2).wrong()).isEmpty();
                assertThat(run(next, TURKISH, 1).wrong()).isEmpty();
            }
            assertThat(run(release, TURKISH, 1).wrong()).isEmpty();
            Told again = run(release, Defaults.ENGLISH, 1);
            assertThat(again.wrong()).isEmpty();
            assertThat(again.missed()).isEmpty();
        }
    }

    private TwinMachines machines(String release, RedisServerFixture redis, String quotes, String values) {
        String calls = release.equals("1")
                ? CALLS
                : CALLS.replace("Line(\"tea\", 2)", "Line(\"tea\", 2, \"g\")")
                        .replace("Line(\"ink\", 3)", "Line(\"ink\", 3, \"l\")");
        return new TwinMachines(folder.resolve(release), redis, List.of(quotes, values, RATES, FILE, calls));
    }

    /** @param settings that of the configuration, and of the file */
    private Told run(TwinMachines machines, List<String> defaults, int settings) throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "content " + settings);
        return machines.run(folder.resolve("kept"), defaults, "--base=" + settings, "--file=" + file);
    }
}
