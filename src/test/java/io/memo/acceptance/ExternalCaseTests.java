package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of the catalogue about what code reads, as an application meets them. */
class ExternalCaseTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private static String service(String fields, String body) {
        return """
                package shop;
                import java.util.*;
                @org.springframework.stereotype.Service
                public class Service {
                    %s
                    @io.memo.Memoize
                    public Integer read(int n) { io.memo.acceptance.Runs.ran("read"); %s }
                }
                """.formatted(fields, body);
    }

    @Test
    @DisplayName("X04: keys of one map are different functions; the map counts whole, also the key that is not read")
    void mapsCountWhole() {
        String fields = """
                private Map<String, Map<String, Integer>> map = new HashMap<>();
                public void put(String outer, String inner, int value) {
                    map.computeIfAbsent(outer, key -> new HashMap<>()).put(inner, value);
                }
                """;
        String nested = service(fields, "return map.get(\"bar\").get(\"baz\") + n;");
        String fingerprint;
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve("nested")).start(nested)) {
            fingerprint = shop.memoized("Service.read").fingerprint();
            shop.call("shop.Service", "put", "bar", "baz", 1);
            shop.call("shop.Service", "read", 0);
            shop.call("shop.Service", "put", "foo", "any", 1);
            shop.call("shop.Service", "read", 0);
            assertThat(Runs.of("read")).isEqualTo(2);
            shop.call("shop.Service", "put", "bar", "baz", 5);
            assertThat(shop.<Integer>call("shop.Service", "read", 0)).isEqualTo(5);
        }
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("flat"))
                .start(nested.replace("map.get(\"bar\").get(\"baz\")", "map.get(\"foo\").size()"))) {
            assertThat(shop.memoized("Service.read").fingerprint()).isNotEqualTo(fingerprint);
        }
    }

    @Test
    @DisplayName("X08: equal content in a new object is a hit")
    void equalContentIsAHit() {
        String fields = """
                private int[] rates = {};
                private static List<String> names = List.of();
                public void load(int[] rates, List<String> names) { this.rates = rates; Service.names = names; }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).start(service(fields, "return rates[n] + names.size();"))) {
            for (int i = 0; i < 3; i++) {
                shop.call("shop.Service", "load", new int[] {1, 2}, List.of(new String("a")));
                assertThat(shop.<Integer>call("shop.Service", "read", 1)).isEqualTo(3);
            }
            assertThat(Runs.of("read")).isOne();
            shop.call("shop.Service", "load", new int[] {1, 3}, List.of("a"));
            assertThat(shop.<Integer>call("shop.Service", "read", 1)).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("X09: reading external variables runs no code of the user's")
    void noUserCodeRuns() {
        String settings = """
                package shop;
                @org.springframework.stereotype.Component
                public class Settings {
                    private int factor = 2;
                    public int getFactor() { io.memo.acceptance.Runs.ran("getter"); return factor; }
                    @Override public int hashCode() { io.memo.acceptance.Runs.ran("hashCode"); return 1; }
                    @Override public boolean equals(Object o) { io.memo.acceptance.Runs.ran("equals"); return this == o; }
                    @Override public String toString() { io.memo.acceptance.Runs.ran("toString"); return "settings"; }
                }
                """;
        String fields = "private final Settings settings; private final List<Settings> more;"
                + " public Service(Settings settings) { this.settings = settings; this.more = List.of(settings); }";
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .start(settings, service(fields, "return settings.getFactor() * more.size() * n;"))) {
            shop.call("shop.Service", "read", 1);
            int getter = Runs.of("getter");
            int hashCode = Runs.of("hashCode");
            int equals = Runs.of("equals");
            for (int i = 0; i < 5; i++) {
                shop.call("shop.Service", "read", 1);
            }
            assertThat(Runs.of("read")).isOne();
            assertThat(List.of(getter, Runs.of("getter"), Runs.of("hashCode"), Runs.of("equals"), Runs.of("toString")))
                    .containsExactly(1, 1, hashCode, equals, 0);
        }
    }

    @Test
    @DisplayName("X12: a default from a property or a constant counts; given explicitly, the same is a hit")
    void defaultOfPropertyOrConstantCounts() {
        String fields = """
                @org.springframework.beans.factory.annotation.Value("${shop.size:3}") private int size;
                private static final int LIMIT = 10;
                public Integer standard() { return self.getObject().read(size); }
                @org.springframework.beans.factory.annotation.Autowired
                private org.springframework.beans.factory.ObjectProvider<Service> self;
                """;
        String source = service(fields, "return Math.min(n, LIMIT) * 2;");
        String fingerprint;
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve("one")).start(source)) {
            assertThat(shop.<Integer>call("shop.Service", "standard")).isEqualTo(6);
            assertThat(shop.<Integer>call("shop.Service", "read", 3)).isEqualTo(6);
            assertThat(Runs.of("read")).isOne();
            fingerprint = shop.memoized("Service.read").fingerprint();
        }
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("two"))
                .property("shop.size", "4")
                .start(source)) {
            assertThat(shop.<Integer>call("shop.Service", "standard")).isEqualTo(8);
            assertThat(shop.memoized("Service.read").fingerprint()).isEqualTo(fingerprint);
        }
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve("three")).start(source.replace("LIMIT = 10", "LIMIT = 11"))) {
            assertThat(shop.memoized("Service.read").fingerprint()).isNotEqualTo(fingerprint);
        }
    }

    @Test
    @DisplayName("C23: equal methods of two beans have stores of their own")
    void equalMethodsHaveOwnStores() {
        String one = """
                package shop;
                @org.springframework.stereotype.Service
                public class One {
                    @io.memo.Memoize
                    public String read(int n) { io.memo.acceptance.Runs.ran("read"); return "n" + n; }
                }
                """;
        try (OutsideApplication shop =
                OutsideApplication.in(folder).start(one, one.replace("class One", "class Two"))) {
            Map<String, String> results = Map.of(
                    "One", shop.<String>call("shop.One", "read", 1), "Two", shop.<String>call("shop.Two", "read", 1));
            assertThat(Runs.of("read")).isEqualTo(2);
            assertThat(results.get("One")).isNotSameAs(results.get("Two"));
            assertThat(shop.memoized("One.read").figures().entries()).isOne();
            assertThat(shop.memoized("Two.read").figures().entries()).isOne();
        }
    }

    @Test
    @DisplayName("C19: memo.pin-libraries puts what library jars hold into the fingerprint")
    void librariesCanBePinned() {
        String source = """
                package shop;
                @org.springframework.stereotype.Service
                public class Names {
                    @io.memo.Memoize
                    public String read(String name) { return org.springframework.util.StringUtils.capitalize(name); }
                }
                """;
        assertThat(fingerprint("one", true, source))
                .isEqualTo(fingerprint("two", true, source))
                .isNotEqualTo(fingerprint("three", false, source));
    }

    private String fingerprint(String version, boolean pinned, String source) {
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve(version))
                .property("memo.pin-libraries", pinned)
                .start(source)) {
            assertThat(shop.memoized("Names.read").warnings()).isEmpty();
            return shop.memoized("Names.read").fingerprint();
        }
    }
}
