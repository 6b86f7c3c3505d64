package io.memo.spring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.spring.report.StartupFinding;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** An attribute: what the property of the method says and what that means; of the annotation; of the profile; where nobody says a thing. */
    private static final List<String> ROWS = """
            enabled               | true      | true        |                 | false     | false        | true
            ttl                   | 3h        | PT3H        | PT2H            | 1h        | PT1H         | null
            refresh               | auto      | Early[]     | After[age=PT2M] | 1m        | After[age=PT1M] | null
            stale-if-error        | 3h        | PT3H        | PT2H            | 1h        | PT1H         | null
            empty-ttl             | 3s        | PT3S        | PT2S            | 1s        | PT1S         | null
            failure-ttl           | 3s        | PT3S        | PT2S            | 1s        | PT1S         | null
            ttl-jitter            | 30%       | 0.3         | 0.2             | 10%       | 0.1          | 0.0
            on-release            |           | false       | true            | #result   | true         | false
            max-entries           | 3         | 3           | 2               | 1         | 1            | 10
            max-bytes             | 3KB       | 3072        | 2048            | 1KB       | 1024         | null
            allow-output-mutation | false     | false       | true            | true      | true         | false
            persist               | false     | false       | true            | true      | true         | false
            shared                | true      | true        |                 | false     | false        | true
            on-mutation           | warn      | WARN        | FAIL            | recompute | RECOMPUTE    | WARN
            mutation-check        | budgeted  | BUDGETED    | ALWAYS          | always    | ALWAYS       | BUDGETED
            returns               | shared    | SHARED      | FROZEN          | copy      | COPY         | SHARED
            version               | three     | three       | two             | one       | one          |
            condition             | #id > 3   | from 4      | from 3          | #id > 1   | from 2       | all
            unless                | #id > 3   | from 4      | from 3          | #id > 1   | from 2       | all
            validate              | #id > 3   | from 4      | from 3          | #id > 1   | from 2       | all
            vary-by               | own       | [own]       | [annotated]     | profiled  | [profiled]   | []
            hashers               | $Third    | [Third]     | [Second]        | $First    | [First]      | []
            suppress-warnings     | clock     | [clock]     | [random]        | locale    | [locale]     | []
            """.lines().toList();

    private record Row(
            String property,
            String own,
            String ownMeans,
            String annotationMeans,
            String profile,
            String profileMeans,
            String absent) {

        static Row of(String line) {
            String[] cells = Stream.of(line.split("\\|", -1))
                    .map(String::trim)
                    .map(cell -> cell.startsWith("$") ? ProfilesTests.class.getName() + cell : cell)
                    .toArray(String[]::new);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        }

        @Override
        public String toString() {
            return property;
        }
    }

    private static Stream<Row> rows() {
        return ROWS.stream().map(Row::of);
    }

    /** Asks of one method. */
    private record Answers(Specs specs, String method) {

        MethodSpec spec() {
            return specs.of(method);
        }

        private @Nullable CallConditions conditions() {
            return specs.conditions(method);
        }

        /** Returns what holds for the attribute. */
        String of(String property) {
            return String.valueOf(
                    switch (property) {
                        case "enabled" -> enabled(this);
                        case "ttl" -> spec().ttl();
                        case "refresh" -> spec().freshness().refresh();
                        case "stale-if-error" -> spec().freshness().staleIfError();
                        case "empty-ttl" -> spec().freshness().emptyTtl();
                        case "failure-ttl" -> spec().freshness().failureTtl();
                        case "ttl-jitter" -> spec().freshness().ttlJitter();
                        case "on-release" -> releases(this);
                        case "max-entries" -> spec().maxEntries();
                        case "max-bytes" -> spec().maxBytes();
                        case "allow-output-mutation" -> spec().allowOutputMutation();
                        case "persist" -> spec().persist();
                        case "shared" -> spec().shared();
                        case "on-mutation" -> spec().onMutation();
                        case "mutation-check" -> spec().mutationCheck();
                        case "returns" -> spec().returns();
                        case "version" -> spec().version();
                        case "condition", "unless", "validate" -> passing(this, property);
                        case "vary-by" -> spec().dimensions();
                        case "hashers" -> hashers(this);
                        case "suppress-warnings" ->
                            specs.source().suppressedWarnings(specs.annotation(method), name(this));
                        default -> throw new IllegalArgumentException(property);
                    });
        }
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

    /** Returns the least argument of a call that passes. */
    private static Object passing(Answers asked, String attribute) {
        CallConditions conditions = asked.conditions();
        Rates rates = new Rates();
        for (long id = 1; id < 5 && conditions != null; id++) {
            Object[] arguments = {id};
            boolean passes = switch (attribute) {
                case "condition" -> conditions.condition(rates, arguments);
                case "unless" -> conditions.unless(rates, arguments, "r", Duration.ZERO);
                default -> conditions.validate(rates, arguments, "r");
            };
            if (passes) {
                return "from " + id;
            }
        }
        return "all";
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
        Map<String, String> properties = new LinkedHashMap<>();
        // Released results are not shared, whatever is said.
        String without = row.property().equals("shared") ? "on-release" : "ttl";
        properties.put(METHOD.formatted("annotated") + without, "");
        properties.put(PROFILE + row.property(), row.profile());

        assertThat(asked("plain", properties).of(row.property())).isEqualTo(row.absent());
        assertThat(asked("profiled", properties).of(row.property())).isEqualTo(row.profileMeans());
        assertThat(asked("annotated", properties).of(row.property()))
                .isEqualTo(row.annotationMeans().isEmpty() ? row.profileMeans() : row.annotationMeans());
        for (String method : List.of("profiled", "annotated")) {
            properties.put(METHOD.formatted(method) + row.property(), row.own());
            assertThat(asked(method, properties).of(row.property())).isEqualTo(row.ownMeans());
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
