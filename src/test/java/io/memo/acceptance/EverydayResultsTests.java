package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Issue 17: what Spring's and Jackson's own types hold is frozen and copied as if an application had written them. */
class EverydayResultsTests {

    private static final String SHOP = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            import java.util.*;
            import java.util.stream.*;
            import org.springframework.data.domain.*;
            import org.springframework.http.ResponseEntity;
            import org.springframework.util.*;
            import tools.jackson.databind.JsonNode;
            import tools.jackson.databind.json.JsonMapper;
            @org.springframework.stereotype.Service
            public class Catalogue {
                public record Row(String name, List<String> tags) {}
                private static Row row(String name) { return new Row(name, new ArrayList<>(List.of("new", "red"))); }
                @Memoize public Page<Row> page() {
                    Runs.ran("page");
                    return new PageImpl<>(new ArrayList<>(List.of(row("a"), row("b"))), PageRequest.of(1, 2, order()), 9);
                }
                @Memoize public Slice<Row> slice() {
                    Runs.ran("slice");
                    return new SliceImpl<>(new ArrayList<>(List.of(row("a"))), Pageable.ofSize(1), true);
                }
                @Memoize public Sort sort() { Runs.ran("sort"); return order(); }
                private static Sort order() { return Sort.by("name").descending().and(Sort.by("id")); }
                @Memoize public List<Map<String, Object>> rows() {
                    Runs.ran("rows");
                    Map<String, Object> row = new LinkedCaseInsensitiveMap<>(2);
                    row.put("NAME", "a");
                    row.put("TAGS", new ArrayList<>(List.of("new")));
                    return new ArrayList<>(List.of(row));
                }
                @Memoize public MultiValueMap<String, String> values() {
                    Runs.ran("values");
                    MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
                    values.add("tag", "new");
                    values.add("tag", "red");
                    return values;
                }
                @Memoize public ResponseEntity<List<Row>> response() {
                    Runs.ran("response");
                    return ResponseEntity.ok().header("X-Of", "shop").body(new ArrayList<>(List.of(row("a"))));
                }
                @Memoize public JsonNode tree() {
                    Runs.ran("tree");
                    return JsonMapper.shared().readTree("{\\"a\\": [1, 2.5, null, \\"x\\"], \\"b\\": {\\"c\\": true}}");
                }
                @Memoize public Map<Boolean, List<Row>> parts() {
                    Runs.ran("parts");
                    return Stream.of(row("a"), row("b")).collect(Collectors.partitioningBy(row -> row.name().equals("a")));
                }
            }
            """;

    private static final List<String> METHODS =
            List.of("page", "slice", "sort", "rows", "values", "response", "tree", "parts");

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private static String text(OutsideApplication shop, String method) {
        return JsonMapper.shared().writeValueAsString(shop.<Object>call("shop.Catalogue", method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "frozen"})
    @DisplayName(
            "SPEC 5.5: pages, orders, rows, headers and trees are hit under FROZEN and COPY, and read as without memo")
    void areHit(String returns) {
        try (OutsideApplication plain = OutsideApplication.in(folder)
                        .property("memo.enabled", false)
                        .start(SHOP);
                OutsideApplication shop = OutsideApplication.in(folder)
                        .property("memo.returns", returns)
                        .start(SHOP)) {
            for (String method : METHODS) {
                String expected = text(plain, method);
                Runs.reset();
                for (int call = 0; call < 3; call++) {
                    assertThat(text(shop, method)).as(method).isEqualTo(expected);
                }
                assertThat(Runs.of(method)).as(method).isOne();
            }
        }
    }

    @Test
    @DisplayName("SPEC 5.5: COPY: what a caller does to a page, a row, a header or a tree, no other one sees")
    void eachHasItsOwn() {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.returns", "copy").start(SHOP)) {
            List<String> before =
                    METHODS.stream().map(method -> text(shop, method)).toList();
            shop.<List<Map<String, Object>>>call("shop.Catalogue", "rows")
                    .get(0)
                    .put("name", "b");
            shop.<List<Map<String, List<String>>>>call("shop.Catalogue", "rows")
                    .get(0)
                    .get("tags")
                    .clear();
            shop.<MultiValueMap<String, String>>call("shop.Catalogue", "values").add("tag", "old");
            shop.<ResponseEntity<List<?>>>call("shop.Catalogue", "response")
                    .getBody()
                    .clear();
            ((ObjectNode) shop.<JsonNode>call("shop.Catalogue", "tree")).remove("a");
            shop.<Map<Boolean, List<?>>>call("shop.Catalogue", "parts")
                    .get(true)
                    .clear();
            assertThat(METHODS.stream().map(method -> text(shop, method)).toList())
                    .isEqualTo(before);
        }
    }

    @Test
    @DisplayName(
            "SPEC 5.5: FROZEN: a row that is frozen finds its columns in any case still, and takes no other; a tree neither")
    void areUnmodifiable() {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.returns", "frozen").start(SHOP)) {
            Map<String, Object> row = shop.<List<Map<String, Object>>>call("shop.Catalogue", "rows")
                    .get(0);
            assertThat(row.get("name")).isEqualTo("a");
            assertThatThrownBy(() -> row.put("name", "b")).isInstanceOf(UnsupportedOperationException.class);
            ObjectNode tree = (ObjectNode) shop.<JsonNode>call("shop.Catalogue", "tree");
            assertThatThrownBy(() -> tree.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
            MultiValueMap<String, String> values = shop.call("shop.Catalogue", "values");
            assertThatThrownBy(() -> values.add("tag", "old")).isInstanceOf(UnsupportedOperationException.class);
            assertThat(shop.<Page<?>>call("shop.Catalogue", "page").getTotalElements())
                    .isEqualTo(9);
        }
    }

    private static final String REPORTS = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import java.util.stream.*;
            @org.springframework.stereotype.Service
            public class Reports {
                public static class Dto { public String name = "a"; }
                @Memoize public IntSummaryStatistics statistics() { return IntStream.of(3, 5).summaryStatistics(); }
                @Memoize public Properties properties() {
                    Properties properties = new Properties();
                    properties.setProperty("a", "1");
                    return properties;
                }
                @Memoize public List<Dto> dtos() { return new ArrayList<>(List.of(new Dto())); }
                @Memoize public List<String> names() { return new ArrayList<>(List.of("a")); }
                @Memoize(returns = ReturnMode.SHARED) public List<Dto> own() { return new ArrayList<>(List.of(new Dto())); }
            }
            """;

    @Test
    @DisplayName("SPEC 5.5: memo.returns=frozen: all that cannot be is told at once, each with the line that helps")
    void allAtOnce() {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .property("memo.returns", "frozen")
                        .start(REPORTS)
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageStartingWith(
                        "3 finding(s) about @Memoize methods whose results cannot be what memo.returns says:")
                .hasMessageContaining("memo.methods.Reports.statistics.returns=copy gives each caller a copy")
                .hasMessageContaining("memo.methods.Reports.properties.returns=copy gives each caller a copy")
                .hasMessageContaining(
                        "[shared-result] Reports.dtos cannot return what memo.returns says: result[] (shop.Reports$Dto): its fields"
                                + " can be set, and nothing could stop that: name. Any one of these helps: make it a record;"
                                + " memo.methods.Reports.dtos.returns=copy gives each caller a copy;"
                                + " memo.methods.Reports.dtos.returns=shared shares the stored object, checked for changes, or"
                                + " accept it with suppressWarnings = \"shared-result\".")
                .hasMessageEndingWith("""
                        Say returns only where it is wanted, in @Memoize, or take over these lines:
                        memo.methods.Reports.dtos.returns=copy
                        memo.methods.Reports.properties.returns=copy
                        memo.methods.Reports.statistics.returns=copy""");
    }

    @Test
    @DisplayName("SPEC 5.5: the lines that are told help when they are taken over")
    void linesHelp() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.returns", "frozen")
                .property("memo.methods.Reports.statistics.returns", "copy")
                .property("memo.methods.Reports.properties.returns", "copy")
                .property("memo.methods.Reports.dtos.suppress-warnings", "shared-result")
                .start(REPORTS)) {
            shop.<IntSummaryStatistics>call("shop.Reports", "statistics").accept(99);
            assertThat(shop.<IntSummaryStatistics>call("shop.Reports", "statistics"))
                    .hasToString("IntSummaryStatistics{count=2, sum=8, min=3, average=4.000000, max=5}");
            shop.<Properties>call("shop.Reports", "properties").clear();
            assertThat(shop.<Properties>call("shop.Reports", "properties")).containsEntry("a", "1");
            assertThat(shop.<List<?>>call("shop.Reports", "dtos")).isSameAs(shop.call("shop.Reports", "dtos"));
            List<String> names = shop.call("shop.Reports", "names");
            assertThatThrownBy(() -> names.add("b")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private static final String LATE = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Late {
                public static class Dto { public String name = "a"; }
                public interface Rows { @Memoize List<Dto> rows(); }
                public static class Found implements Rows {
                    public List<Dto> rows() { return new ArrayList<>(List.of(new Dto())); }
                }
                @Bean @Lazy Rows rows() { return new Found(); }
            }
            """;

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName(
            "SPEC 5.5: a method that is found after the start shares its results against memo.returns, and says so")
    void lateMethodIsTold(CapturedOutput output) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.returns", "frozen").start(LATE)) {
            assertThat(shop.<List<?>>call("shop.Late$Rows", "rows")).isSameAs(shop.call("shop.Late$Rows", "rows"));
            assertThat(output).containsOnlyOnce("[shared-result] Found.rows cannot return what memo.returns says");
        }
    }

    private static final String UNSURE = """
            package shop;
            import io.memo.*;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Unsure {
                public record Lease(String id) implements AutoCloseable { public void close() {} }
                public static final class Money extends Number {
                    private final long cents = 5;
                    public int intValue() { return 0; }
                    public long longValue() { return cents; }
                    public float floatValue() { return 0; }
                    public double doubleValue() { return 0; }
                }
                @Memoize public Lease lease() { io.memo.acceptance.Runs.ran("lease"); return new Lease("a"); }
                @Memoize public List<Money> money() { io.memo.acceptance.Runs.ran("money"); return List.of(new Money()); }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"copy", "frozen"})
    @DisplayName(
            "SPEC 5.5: what is not copied but may prove immutable keeps no application from starting, and is shared")
    void immutableAfterAll(String returns) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.returns", returns).start(UNSURE)) {
            for (String method : List.of("lease", "money")) {
                assertThat(shop.<Object>call("shop.Unsure", method)).isSameAs(shop.call("shop.Unsure", method));
                assertThat(Runs.of(method)).as(method).isOne();
            }
        }
    }
}
