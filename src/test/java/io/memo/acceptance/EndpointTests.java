package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import io.memo.MissCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skyscreamer.jsonassert.JSONAssert;

/** 8.2: what the endpoint answers over HTTP, field by field, and that the documentation names each of them. */
class EndpointTests {

    private static final Path DOCUMENTATION = Path.of("../../docs/actuator.md");

    private static final String REPORTS = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Reports {
                private String factor = "f";
                @io.memo.Memoize
                public List<String> total(String region) { return named(new ArrayList<>(List.of(region, factor))); }
                @io.memo.Memoize
                public long time() { return System.currentTimeMillis(); }
                private List<String> named(List<String> list) { return list; }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("8.2: GET /actuator/memo")
    void overviewListsAllMethods() throws JSONException {
        try (OutsideApplication shop = started()) {
            JSONAssert.assertEquals(
                    """
                    {"methods": [{
                        "name": "Reports.time",
                        "method": "public long shop.Reports.time()",
                        "fingerprint": "FINGERPRINT",
                        "hits": 0, "misses": 0, "hitRatio": 0.0, "entries": 0, "bytes": 0,
                        "mutations": 0, "timeSaved": "PT0S", "hitCost": "PT0S",
                        "warnings": ["[clock] Reports.time reads the clock: shop.Reports.time(Reports.java:9) calls \
                    java.lang.System.currentTimeMillis(). A hit returns what an earlier time gave: pass the time as an \
                    argument, or set a ttl, or accept it with suppressWarnings = \\"clock\\"."]
                    }, {
                        "name": "Reports.total",
                        "method": "public java.util.List<java.lang.String> shop.Reports.total(java.lang.String)",
                        "fingerprint": "FINGERPRINT",
                        "hits": 1, "misses": 1, "hitRatio": 0.5, "entries": 1, "bytes": "BYTES",
                        "mutations": 0, "timeSaved": "DURATION", "hitCost": "PT0S",
                        "warnings": []
                    }],
                    "findings": ["[clock] Reports.time reads the clock: shop.Reports.time(Reports.java:9) calls \
                    java.lang.System.currentTimeMillis(). A hit returns what an earlier time gave: pass the time as an \
                    argument, or set a ttl, or accept it with suppressWarnings = \\"clock\\"."]}""", masked(new Http(shop).send("GET", "memo").body()), true);
        }
    }

    @Test
    @DisplayName("8.2: GET /actuator/memo/{name}")
    void detailsDescribeOneMethod() throws JSONException {
        try (OutsideApplication shop = started()) {
            JSONAssert.assertEquals(
                    """
                    {
                        "name": "Reports.total",
                        "method": "public java.util.List<java.lang.String> shop.Reports.total(java.lang.String)",
                        "fingerprint": "FINGERPRINT",
                        "hits": 1, "misses": 1, "hitRatio": 0.5, "entries": 1, "bytes": "BYTES",
                        "mutations": 0, "timeSaved": "DURATION", "hitCost": "PT0S",
                        "warnings": [],
                        "computations": {
                            "direct": {"count": 0, "total": "PT0S"},
                            "discarded": {"count": 0, "total": "PT0S"},
                            "failed": {"count": 0, "total": "PT0S"},
                            "stored": {"count": 1, "total": "DURATION"},
                            "vetoed": {"count": 0, "total": "PT0S"}
                        },
                        "evictions": %s,
                        "refreshes": %s,
                        "stale": %s,
                        "errors": %s,
                        "lastMisses": [{"at": "INSTANT", "cause": "first-call", "reason": "first call", "places": []}],
                        "tiers": [],
                        "varyBy": [],
                        "externalVariables": ["shop.Reports.factor"],
                        "reachableMethods": ["shop.Reports.named(java.util.List)", "shop.Reports.total(java.lang.String)"],
                        "manifest": [
                            "body shop.Reports.named(java.util.List) -> FINGERPRINT",
                            "body shop.Reports.total(java.lang.String) -> FINGERPRINT",
                            "initialiser shop.Reports.factor -> FINGERPRINT"
                        ]
                    }""".formatted(
                                    zeros(EvictionCause.values(), EvictionCause::tag),
                                    zeros(RefreshOutcome.values(), RefreshOutcome::tag),
                                    zeros(StaleReason.values(), StaleReason::tag),
                                    zeros(FailedPart.values(), FailedPart::tag)),
                    masked(new Http(shop).send("GET", "memo/Reports.total").body()),
                    true);
        }
    }

    @Test
    @DisplayName("8.2: GET /actuator/memo/{name}/misses")
    void missesAreListedNewestFirst() throws JSONException {
        try (OutsideApplication shop = started()) {
            Http http = new Http(shop);
            JSONAssert.assertEquals(
                    "{\"misses\": []}",
                    http.send("GET", "memo/Reports.time/misses").body(),
                    true);
            shop.call("shop.Reports", "total", "US");
            JSONAssert.assertEquals(
                    """
                    {"misses": [
                        {"at": "INSTANT", "cause": "argument-changed", "reason": "region changed", "places": ["region"]},
                        {"at": "INSTANT", "cause": "first-call", "reason": "first call", "places": []}
                    ]}""", masked(http.send("GET", "memo/Reports.total/misses").body()), true);
            assertThat(http.send("GET", "memo/Reports.none/misses").statusCode())
                    .isEqualTo(404);
            assertThat(http.send("GET", "memo/Reports.total/hits").statusCode()).isEqualTo(404);
            assertThat(http.send("DELETE", "memo/Reports.total/misses").statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    @DisplayName("issue 6: GET /actuator/info tells of memo")
    void infoTellsOfMemo() throws JSONException {
        try (OutsideApplication shop = started()) {
            JSONAssert.assertEquals("""
                    {"memo": {"version": "0.1.0-SNAPSHOT", "methods": 2, "hits": 1, "misses": 1, "entries": 1}}""", new Http(shop).send("GET", "info").body(), true);
        }
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .web()
                .property("management.info.memo.enabled", "false")
                .start(REPORTS)) {
            JSONAssert.assertEquals("{}", new Http(shop).send("GET", "info").body(), true);
        }
    }

    @Test
    @DisplayName("8.2: every field is documented, and nothing else is")
    void fieldsAreDocumented() throws IOException {
        OutsideApplication.Setup setup = OutsideApplication.in(folder)
                .web()
                .property("memo.methods.Reports.total.persist", "true")
                .property("memo.persist.directory", folder.resolve("kept").toString());
        try (OutsideApplication shop = setup.start(REPORTS)) {
            shop.call("shop.Reports", "total", "EU");
            Http http = new Http(shop);
            assertThat(documented("## `GET /actuator/memo`"))
                    .isEqualTo(fields(http.<Object>get("memo", "$"), "", new TreeSet<>()));
            Set<String> details = fields(http.<Object>get("memo/Reports.total", "$"), "", new TreeSet<>());
            assertThat(documented("## `GET /actuator/memo/{name}`")).isEqualTo(details);
            assertThat(documented("## `GET /actuator/memo/{name}/misses`"))
                    .isEqualTo(fields(http.<Object>get("memo/Reports.total/misses", "$"), "", new TreeSet<>()));
            assertThat(documented("## `GET /actuator/info`"))
                    .isEqualTo(fields(http.<Object>get("info", "$"), "", new TreeSet<>()));
        }
    }

    @Test
    @DisplayName("8.2: every cause of a miss is documented, with what to do")
    void causesAreDocumented() throws IOException {
        Set<String> explained = Files.readAllLines(Path.of("../../docs/when-it-misses.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(explained)
                .isEqualTo(Stream.of(MissCause.values())
                        .map(MissCause::tag)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private OutsideApplication started() {
        OutsideApplication shop = OutsideApplication.in(folder).web().start(REPORTS);
        shop.call("shop.Reports", "total", "EU");
        shop.call("shop.Reports", "total", "EU");
        return shop;
    }

    /** Leaves out what differs from run to run: digests, moments, and durations that are not zero. */
    private static String masked(String json) {
        return json.replaceAll("[0-9a-f]{64}", "FINGERPRINT")
                .replaceAll("\"[0-9]{4}-[0-9-]+T[0-9:.]+Z\"", "\"INSTANT\"")
                .replaceAll("\"bytes\":[1-9][0-9]*", "\"bytes\":\"BYTES\"")
                .replaceAll("\"PT(?!0S)[0-9.]+S\"", "\"DURATION\"");
    }

    private static <E> String zeros(E[] constants, Function<E, String> tag) {
        return Stream.of(constants)
                .map(constant -> "\"" + tag.apply(constant) + "\": 0")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The first column of the table below the heading. */
    private static Set<String> documented(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENTATION);
        return lines.subList(lines.indexOf(heading) + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields(Object json, String path, Set<String> found) {
        if (json instanceof Map<?, ?> object) {
            object.forEach((name, value) -> fields(value, path.isEmpty() ? (String) name : path + "." + name, found));
        } else if (json instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?>) {
            list.forEach(element -> fields(element, path + "[]", found));
        } else {
            found.add(json instanceof List<?> ? path + "[]" : path);
        }
        return found;
    }
}
