package io.memo.spring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness.Refresh;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.spring.report.StartupFinding;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** SPEC 10.3: what a method says itself, what its annotation sets, its profile, and what holds for all, in this order. */
class ProfilesTests {

    private static final String METHOD = "memo.methods.Rates.%s.";
    private static final String PROFILE = "memo.profiles.rates.";

    /**
     * One attribute, in the four places that may say something of it.
     *
     * @param property its dashed name
     * @param own what the property of the method says
     * @param annotated what {@link Rates#annotated} says
     * @param profiled what the profile says
     * @param absent what holds where nobody says anything
     */
    private record Row(
            String property,
            String own,
            @Nullable Object annotated,
            String profiled,
            @Nullable Object absent,
            Function<Answers, @Nullable Object> read,
            Function<String, Object> meant) {

        @Override
        public String toString() {
            return property;
        }
    }

    /** Asks of one method. */
    private record Answers(Specs specs, String method) {

        MethodSpec spec() {
            return specs.of(method);
        }

        private @Nullable CallConditions conditions() {
            return specs.conditions(method);
        }
    }

    private static Stream<Row> rows() {
        Function<String, Object> duration = text -> Duration.parse("PT" + text);
        Function<String, Object> flag = Boolean::valueOf;
        return Stream.of(
                new Row("enabled", "true", null, "false", true, asked -> enabled(asked), flag),
                new Row(
                        "ttl",
                        "3h",
                        Duration.ofHours(2),
                        "1h",
                        null,
                        asked -> asked.spec().ttl(),
                        duration),
                new Row(
                        "refresh",
                        "3m",
                        new Refresh.After(Duration.ofMinutes(2)),
                        "1m",
                        null,
                        asked -> asked.spec().freshness().refresh(),
                        text -> new Refresh.After(Duration.parse("PT" + text))),
                new Row(
                        "stale-if-error",
                        "3h",
                        Duration.ofHours(2),
                        "1h",
                        null,
                        asked -> asked.spec().freshness().staleIfError(),
                        duration),
                new Row(
                        "empty-ttl",
                        "3s",
                        Duration.ofSeconds(2),
                        "1s",
                        null,
                        asked -> asked.spec().freshness().emptyTtl(),
                        duration),
                new Row(
                        "failure-ttl",
                        "3s",
                        Duration.ofSeconds(2),
                        "1s",
                        null,
                        asked -> asked.spec().freshness().failureTtl(),
                        duration),
                new Row(
                        "ttl-jitter",
                        "30%",
                        0.2,
                        "10%",
                        0.0,
                        asked -> asked.spec().freshness().ttlJitter(),
                        text -> Double.parseDouble(text.replace("%", "")) / 100),
                new Row(
                        "on-release",
                        "",
                        true,
                        "#result.clear()",
                        false,
                        ProfilesTests::releases,
                        text -> !text.isEmpty()),
                new Row(
                        "max-entries",
                        "3",
                        2L,
                        "1",
                        (long) Specs.DEFAULT_ENTRIES,
                        asked -> asked.spec().maxEntries(),
                        Long::valueOf),
                new Row(
                        "max-bytes",
                        "3KB",
                        2048L,
                        "1KB",
                        null,
                        asked -> asked.spec().maxBytes(),
                        text -> 1024L * Long.parseLong(text.replace("KB", ""))),
                new Row(
                        "allow-output-mutation",
                        "false",
                        true,
                        "true",
                        false,
                        asked -> asked.spec().allowOutputMutation(),
                        flag),
                new Row(
                        "persist",
                        "false",
                        true,
                        "true",
                        false,
                        asked -> asked.spec().persist(),
                        flag),
                new Row(
                        "shared",
                        "true",
                        null,
                        "false",
                        true,
                        asked -> asked.spec().shared(),
                        flag),
                new Row(
                        "on-mutation",
                        "WARN",
                        MutationPolicy.FAIL,
                        "RECOMPUTE",
                        MutationPolicy.WARN,
                        asked -> asked.spec().onMutation(),
                        MutationPolicy::valueOf),
                new Row(
                        "mutation-check",
                        "BUDGETED",
                        CheckMode.ALWAYS,
                        "ALWAYS",
                        CheckMode.BUDGETED,
                        asked -> asked.spec().mutationCheck(),
                        CheckMode::valueOf),
                new Row(
                        "returns",
                        "SHARED",
                        ReturnMode.FROZEN,
                        "COPY",
                        ReturnMode.SHARED,
                        asked -> asked.spec().returns(),
                        ReturnMode::valueOf),
                new Row(
                        "version",
                        "three",
                        "two",
                        "one",
                        "",
                        asked -> asked.spec().version(),
                        text -> text),
                new Row("condition", "#id > 3", "#id > 2", "#id > 1", "", asked -> passing(asked, 'c'), text -> text),
                new Row("unless", "#id > 3", "#id > 2", "#id > 1", "", asked -> passing(asked, 'u'), text -> text),
                new Row("validate", "#id > 3", "#id > 2", "#id > 1", "", asked -> passing(asked, 'v'), text -> text),
                new Row(
                        "vary-by",
                        "own",
                        List.of("annotated"),
                        "profiled",
                        List.of(),
                        asked -> asked.spec().dimensions(),
                        List::of),
                new Row(
                        "hashers",
                        Third.class.getName(),
                        List.of("Second"),
                        First.class.getName(),
                        List.of(),
                        ProfilesTests::hashers,
                        text -> List.of(text.replaceAll(".*\\$", ""))),
                new Row(
                        "suppress-warnings",
                        "clock",
                        List.of("random"),
                        "locale",
                        List.of(),
                        asked -> asked.specs()
                                .source()
                                .suppressedWarnings(asked.specs().annotation(asked.method()), name(asked)),
                        List::of));
    }

    private static Object enabled(Answers asked) {
        return asked.specs().source().enabled(asked.specs().annotation(asked.method()), name(asked));
    }

    private static String name(Answers asked) {
        return "Rates." + asked.method();
    }

    private static Object releases(Answers asked) {
        CallConditions conditions = asked.conditions();
        return conditions != null && conditions.releases();
    }

    /** Returns the expression of which the least argument is that passes. */
    private static Object passing(Answers asked, char which) {
        CallConditions conditions = asked.conditions();
        Rates rates = new Rates();
        for (long id = 1; id < 5 && conditions != null; id++) {
            Object[] arguments = {id};
            boolean passes = which == 'c'
                    ? conditions.condition(rates, arguments)
                    : which == 'u'
                            ? conditions.unless(rates, arguments, "r", Duration.ZERO)
                            : conditions.validate(rates, arguments, "r");
            if (passes) {
                return "#id > " + (id - 1);
            }
        }
        return "";
    }

    private static Object hashers(Answers asked) {
        return asked.spec().hashers().stream()
                .map(hasher -> String.valueOf(hasher))
                .map(text -> Stream.of("First", "Second", "Third")
                        .filter(text::contains)
                        .findFirst()
                        .orElse(text))
                .toList();
    }

    private static Answers asked(String method, Map<String, String> properties) {
        String[] written = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new Answers(new Specs(Rates.class, ReturnMode.SHARED, true, written), method);
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName(
            "SPEC 10.3: the property of the method, then the annotation, then its profile, then what holds for all")
    void firstWhoSaysSomethingIsHeard(Row row) {
        String own = METHOD + row.property();
        String profile = PROFILE + row.property();
        Object profiled = row.meant().apply(row.profiled());
        Map<String, String> properties = new LinkedHashMap<>();
        // Released results are not shared, whatever is said.
        properties.put(
                "memo.methods.Rates.annotated.%s".formatted(row.property().equals("shared") ? "on-release" : "ttl"),
                "");
        properties.put(profile, row.profiled());

        assertThat(row.read().apply(asked("plain", properties))).isEqualTo(row.absent());
        assertThat(row.read().apply(asked("profiled", properties))).isEqualTo(profiled);
        assertThat(row.read().apply(asked("annotated", properties)))
                .isEqualTo(row.annotated() == null ? profiled : row.annotated());
        for (String method : List.of("profiled", "annotated")) {
            properties.put(own.formatted(method), row.own());
            assertThat(row.read().apply(asked(method, properties)))
                    .isEqualTo(row.meant().apply(row.own()));
        }
    }

    @Test
    @DisplayName("SPEC 10.3: no setting of a method is forgotten above")
    void everySettingIsCompared() {
        assertThat(rows().map(Row::property))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MethodProperties.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(DataObjectPropertyName::toDashedForm)
                        .filter(property -> !property.equals("profile"))
                        .toList());
    }

    @Test
    @DisplayName("SPEC 10.3: the property of a method names another profile than its annotation, or none")
    void propertyNamesAnotherProfile() {
        Map<String, String> properties =
                new LinkedHashMap<>(Map.of("memo.profiles.rates.version", "1", "memo.profiles.others.version", "2"));
        assertThat(asked("profiled", properties).spec().version()).isEqualTo("1");
        properties.put("memo.methods.Rates.profiled.profile", "others");
        assertThat(asked("profiled", properties).spec().version()).isEqualTo("2");
        properties.put("memo.methods.Rates.profiled.profile", "");
        assertThat(asked("profiled", properties).spec().version()).isEmpty();
        properties.put("memo.methods.Rates.plain.profile", "others");
        assertThat(asked("plain", properties).spec().version()).isEqualTo("2");
    }

    @Test
    @DisplayName("SPEC 10.3: the name of a profile may have dots and dashes, in brackets or without")
    void nameOfAProfileMayHaveDots() {
        String method = "memo.methods.Rates.plain.profile";
        assertThat(asked("plain", Map.of(method, "the.slow-ones", "memo.profiles.the.slow-ones.version", "1"))
                        .spec()
                        .version())
                .isEqualTo("1");
        assertThat(asked("plain", Map.of(method, "the.slow-ones", "memo.profiles[the.slow-ones].version", "1"))
                        .spec()
                        .version())
                .isEqualTo("1");
    }

    @ParameterizedTest
    @DisplayName("SPEC 10.3: a profile that does not exist is refused with the nearest, and with the property to write")
    @CsvSource(
            delimiter = '|',
            value = {
                "memo.profiles.rate.ttl=1h | the nearest is rate. Correct the name,",
                "memo.profiles.slow.ttl=1h | there are slow. Correct the name,",
                "memo.profiles.slow.vary-by[0]=own | there are slow. Correct the name,",
                "memo.max-entries=1 | there are none. Correct the name,",
                "memo.profiles.rate.s.ttl=1h | the nearest is rate.s. Correct the name,"
            })
    void unknownProfileIsRefused(String property, String meant) {
        assertThatThrownBy(() -> new Specs(Rates.class, property).of("profiled"))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(
                        "@Memoize on ProfilesTests.Rates.profiled(long) (memo.methods.Rates.profiled): profile = \"rates\"; no property"
                                + " says anything of a profile of this name: " + meant
                                + " or write what the profile says, such as memo.profiles.rates.ttl=10m.");
        assertThatThrownBy(() -> new Specs(Rates.class, "memo.methods.Rates.plain.profile=none", property).of("plain"))
                .hasMessageContaining(
                        "(memo.methods.Rates.plain): memo.methods.Rates.plain.profile = \"none\"; no property");
    }

    @Test
    @DisplayName("SPEC 10.3: what a profile cannot say is a finding; a profile that nobody names is none")
    void whatAProfileCannotSayIsFound() {
        Specs specs = new Specs(
                Rates.class,
                "memo.profiles.rates.tll=1h",
                "memo.profiles.rates.ttl=1h",
                "memo.profiles.rates.profile=others",
                "memo.profiles.others.stale-if-error=1h",
                "memo.profiles.others.vary-by[0]=own");
        assertThat(specs.source().unknownProperties())
                .extracting(StartupFinding::text)
                .containsExactlyInAnyOrder(
                        "[unknown-property] the property memo.profiles.rates.tll is none of memo's: the nearest is ttl. Correct the name.",
                        "[unknown-property] the property memo.profiles.rates.profile is none of memo's: a profile takes nothing of another."
                                + " Correct the name.");
    }

    static class First implements Hasher<Rates> {

        @Override
        public Object hash(Rates rates) {
            return 1;
        }
    }

    static class Second implements Hasher<Rates> {

        @Override
        public Object hash(Rates rates) {
            return 2;
        }
    }

    static class Third implements Hasher<Rates> {

        @Override
        public Object hash(Rates rates) {
            return 3;
        }
    }

    static class Rates {

        @Memoize(name = "Rates.plain")
        public String plain(long id) {
            return "plain" + id;
        }

        @Memoize(name = "Rates.profiled", profile = "rates")
        public String profiled(long id) {
            return "profiled" + id;
        }

        @Memoize(
                name = "Rates.annotated",
                profile = "rates",
                ttl = "2h",
                refresh = "2m",
                staleIfError = "2h",
                emptyTtl = "2s",
                failureTtl = "2s",
                ttlJitter = "20%",
                onRelease = "#result.length()",
                maxEntries = 2,
                maxBytes = "2KB",
                allowOutputMutation = true,
                persist = true,
                onMutation = MutationPolicy.FAIL,
                mutationCheck = CheckMode.ALWAYS,
                returns = ReturnMode.FROZEN,
                version = "two",
                condition = "#id > 2",
                unless = "#id > 2",
                validate = "#id > 2",
                varyBy = "annotated",
                hashers = Second.class,
                suppressWarnings = "random")
        public String annotated(long id) {
            return "annotated" + id;
        }
    }
}
