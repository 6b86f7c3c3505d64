package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.memo.acceptance.PromQuery.Selector;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** 8.1: the dashboard and the alerts of docs/watching ask what a running application exposes to Prometheus, and for all of it. */
class WatchingTests {

    private static final Path DASHBOARD = Path.of("../../docs/watching/memo-dashboard.json");
    private static final Path ALERTS = Path.of("../../docs/watching/memo-alerts.yml");
    private static final Path CHAPTER = Path.of("../../docs/watching.md");
    private static final Path SITUATIONS = Path.of("resources/watching/memo-alerts-test.yml");

    /** Prometheus adds it to all that it scrapes. */
    private static final String INSTANCE = "instance";

    /** What counts up and never down, by its name. */
    private static final Pattern COUNTER = Pattern.compile("memo_.*_(total|sum|count)");
    /** Which it is not: of runs under way; made once by a process, mostly before it is scraped at all. */
    private static final Pattern NO_COUNTER = Pattern.compile("memo_(computations_active|warmups)_.*");

    private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(?: ?\\$labels\\.)?(\\w+) ?}}");

    private static final String SHOP = """
            package shop;
            import io.memo.*;
            import org.springframework.context.annotation.Bean;
            @org.springframework.stereotype.Service
            public class Prices {
                @Memoize(persist = true)
                public String price(String product) { return product + " 42"; }
                @Bean
                static WarmUp products(Prices prices) { return () -> prices.price("tea"); }
            }
            """;

    @TempDir
    private static Path folder;

    private static Exposition exposed;

    @BeforeAll
    static void scrape() {
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("shop"))
                .web()
                .property("memo.persist.directory", folder.resolve("kept"))
                .property("management.metrics.tags.application", "shop")
                .start(SHOP)) {
            exposed = new Exposition(new Http(shop).send("GET", "prometheus").body());
        }
    }

    static Stream<PromQuery> queries() throws IOException {
        return Stream.concat(panelQueries(), alerts().stream().map(alert -> new PromQuery((String) alert.get("expr"))));
    }

    @ParameterizedTest
    @MethodSource("queries")
    @DisplayName("8.1: what is asked for is exposed, with the labels and the values that are asked for")
    void whatIsAskedForIsExposed(PromQuery query) {
        assertThat(query.foreignWords()).isEmpty();
        assertThat(query.selectors()).isNotEmpty().allSatisfy(selector -> {
            assertThat(exposed.names()).contains(selector.name());
            Map<String, Set<String>> labels = exposed.labels(selector.name());
            assertThat(selector.matchers())
                    .filteredOn(matcher -> !matcher.label().equals(INSTANCE))
                    .allSatisfy(matcher ->
                            assertThat(labels.get(matcher.label())).isNotNull().containsAll(matcher.values()));
        });
        assertThat(query.allLabels())
                .allSatisfy(label -> assertThat(label)
                        .satisfiesAnyOf(
                                each -> assertThat(each).isEqualTo(INSTANCE),
                                each -> assertThat(query.selectors())
                                        .anyMatch(selector ->
                                                exposed.labels(selector.name()).containsKey(each))));
    }

    @ParameterizedTest
    @MethodSource("queries")
    @DisplayName("8.1: counters are asked how fast they grow, gauges what they are, and nothing is divided by zero")
    void countersAreRated(PromQuery query) {
        for (Selector selector : query.selectors()) {
            boolean counter = COUNTER.matcher(selector.name()).matches()
                    && !NO_COUNTER.matcher(selector.name()).matches();
            assertThat(Set.of("rate", "increase").contains(selector.function()))
                    .as("%s is rated", selector.name())
                    .isEqualTo(counter);
            assertThat(selector.ranged())
                    .as("%s is asked for a range", selector.name())
                    .isEqualTo(counter);
        }
        assertThat(query.divisors()).allMatch(divisor -> divisor.matches("(?s)\\(.* > 0(\\.\\d+)?\\)"));
    }

    @Test
    @DisplayName("8.1: every sample of memo is in the dashboard")
    void everySampleIsShown() throws IOException {
        Set<String> shown = new TreeSet<>();
        panelQueries().flatMap(query -> query.selectors().stream()).forEach(selector -> shown.add(selector.name()));
        // Those of cache.* are the same figures, for dashboards that others made.
        assertThat(exposed.names().stream().filter(name -> name.startsWith("memo_")))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(shown).contains(name));
        assertThat(shown).noneMatch(name -> name.startsWith("cache_"));
    }

    @Test
    @DisplayName(
            "8.1: the dashboard can be imported: its source and its variables are its own, each panel has an id and says what it shows")
    void dashboardIsWhole() throws IOException {
        DocumentContext dashboard = dashboard();
        List<String> variables = dashboard.read("$.templating.list[*].name");
        assertThat(variables).containsExactly("datasource", "application", "instance", "name");
        assertThat(panelQueries())
                .allSatisfy(query -> assertThat(query.variables())
                        .isSubsetOf("application", "instance", "name", "__rate_interval", "__range"));
        assertThat(dashboard.<List<String>>read("$.panels[?(@.type != 'row')].datasource.uid"))
                .hasSizeGreaterThan(25)
                .containsOnly("${datasource}");
        assertThat(dashboard.<List<String>>read("$.panels[*].targets[*].datasource.uid"))
                .containsOnly("${datasource}");
        assertThat(dashboard.<List<Integer>>read("$.panels[*].id")).doesNotHaveDuplicates();
        assertThat(dashboard.<List<String>>read("$.panels[*].title"))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        List<String> definitions = dashboard.read("$.templating.list[1:].definition");
        assertThat(definitions).hasSize(3).allSatisfy(definition -> {
            assertThat(definition).matches("label_values\\(memo_gets_total(\\{.*})?, \\w+\\)");
            assertThat(exposed.names()).contains("memo_gets_total");
        });
    }

    @Test
    @DisplayName("8.1: legends and texts name labels that the results have")
    void textsNameLabels() throws IOException {
        for (Map<String, String> target : dashboard().<List<Map<String, String>>>read("$.panels[*].targets[*]")) {
            assertThat(labels(target.get("legendFormat")))
                    .as("legend of %s", target.get("expr"))
                    .isEqualTo(new PromQuery(target.get("expr")).grouped());
        }
        for (Map<String, Object> alert : alerts()) {
            assertThat(labels(alert.get("annotations").toString()))
                    .as("texts of %s", alert.get("alert"))
                    .isSubsetOf(new PromQuery((String) alert.get("expr")).grouped());
        }
    }

    @Test
    @DisplayName("8.1: every alert waits, has a severity, and says what happened and where it is written what to do")
    void alertsAreComplete() throws IOException {
        String chapter = Files.readString(CHAPTER);
        assertThat(alerts()).hasSizeGreaterThan(8).allSatisfy(alert -> {
            assertThat((String) alert.get("for")).matches("[1-9]\\d*[mh]");
            assertThat(alert.get("labels")).asString().matches("\\{severity=(info|warning|critical)}");
            Map<?, ?> texts = (Map<?, ?>) alert.get("annotations");
            assertThat(texts.get("summary")).asString().isNotBlank();
            assertThat(texts.get("description")).asString().isNotBlank();
            String name = (String) alert.get("alert");
            assertThat(texts.get("runbook_url")).isEqualTo("docs/watching.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(chapter).contains("### " + name + "\n");
        });
    }

    @Test
    @DisplayName("8.1: Prometheus' own tool sees each alert fire where it should, and keep still where it should not")
    void alertsFire() throws IOException, InterruptedException {
        Optional<Path> tool = promtool();
        Assumptions.assumeTrue(tool.isPresent(), "There is no promtool on the PATH");
        Process process = new ProcessBuilder(
                        tool.get().toString(),
                        "test",
                        "rules",
                        SITUATIONS.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    @DisplayName("8.1: every alert has a situation in which it fires")
    void everyAlertHasASituation() throws IOException {
        String situations = Files.readString(SITUATIONS);
        assertThat(alerts())
                .allSatisfy(alert ->
                        assertThat(situations).containsPattern("alertname: " + alert.get("alert") + "\\s+exp_alerts"));
    }

    private static Optional<Path> promtool() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        LEGEND_LABEL.matcher(text).results().forEach(each -> labels.add(each.group(1)));
        return labels;
    }

    private static DocumentContext dashboard() throws IOException {
        return JsonPath.parse(Files.readString(DASHBOARD));
    }

    private static Stream<PromQuery> panelQueries() throws IOException {
        return dashboard().<List<String>>read("$.panels[*].targets[*].expr").stream()
                .map(PromQuery::new);
    }

    private static List<Map<String, Object>> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Files.readString(ALERTS));
        return file.get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .toList();
    }
}
