package io.memo.spring.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.ReturnMode;
import io.memo.call.Freshness;
import io.memo.call.Freshness.Refresh;
import io.memo.call.MethodSpec;
import io.memo.spring.report.StartupFinding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 10: what a method says of how long its results are good. */
class FreshnessSourceTests {

    @Test
    @DisplayName("SPEC 10.1 to 10.4: a method that says nothing has no times at all")
    void methodThatSaysNothingHasNoTimes() {
        MethodSpec plain = new Specs(Rates.class).of("plain");
        assertThat(plain.ttl()).isNull();
        assertThat(plain.freshness()).isEqualTo(Freshness.PLAIN);
        assertThat(new Specs(Rates.class).conditions("plain")).isNull();
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.3: every time is read from the annotation, placeholders resolved")
    void everyTimeIsReadFromTheAnnotation() {
        MethodSpec all = new Specs(Rates.class, "rates.refresh=8m", "rates.jitter=12.5%").of("all");
        assertThat(all.ttl()).isEqualTo(Duration.ofMinutes(10));
        assertThat(all.freshness())
                .isEqualTo(new Freshness(
                        false,
                        new Refresh.After(Duration.ofMinutes(8)),
                        Duration.ofHours(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        0.125));
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.3: and from the properties of the method, which win")
    void everyTimeIsReadFromTheProperties() {
        MethodSpec own = new Specs(
                        Rates.class,
                        "memo.methods.Rates.all.ttl=20m",
                        "memo.methods.Rates.all.refresh=${mine}",
                        "memo.methods.Rates.all.stale-if-error=2h",
                        "memo.methods.Rates.all.emptyTtl=PT1M",
                        "memo.methods.Rates.all.failure-ttl=600",
                        "memo.methods.Rates.all.ttl-jitter=0%",
                        "mine=AUTO")
                .of("all");
        assertThat(own.ttl()).isEqualTo(Duration.ofMinutes(20));
        assertThat(own.freshness())
                .isEqualTo(new Freshness(
                        false,
                        new Refresh.Early(),
                        Duration.ofHours(2),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(600),
                        0));
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.4: an empty property takes away what the annotation says, but for the ttl")
    void emptyPropertyTakesAway() {
        MethodSpec all = new Specs(
                        Rates.class,
                        "memo.methods.Rates.all.ttl=",
                        "memo.methods.Rates.all.refresh=",
                        "memo.methods.Rates.all.stale-if-error=",
                        "memo.methods.Rates.all.empty-ttl=${nothing:}",
                        "memo.methods.Rates.all.failure-ttl=",
                        "memo.methods.Rates.all.ttl-jitter=")
                .of("all");
        assertThat(all.ttl()).isEqualTo(Duration.ofMinutes(10));
        assertThat(all.freshness()).isEqualTo(Freshness.PLAIN);
    }

    @ParameterizedTest
    @DisplayName("SPEC 10.3: a ttl with a number sign is SpEL, in the annotation, behind a placeholder, in a property")
    @ValueSource(strings = {"expression", "placeholder", "plain"})
    void ttlWithNumberSignIsAnExpression(String method) {
        Specs specs = new Specs(
                Rates.class,
                "memo.methods.Rates.plain.ttl=#result.length() * 1000",
                "good=T(java.time.Duration).ofDays(#id)");
        assertThat(specs.of(method).ttl()).isNull();
        assertThat(specs.of(method).freshness().ttlByResult()).isTrue();
        assertThat(specs.conditions(method)).isNotNull();
    }

    @ParameterizedTest
    @DisplayName(
            "SPEC 10.1 to 10.4: what is malformed is refused with the attribute or property, its value, the rule and a remedy")
    @CsvSource(
            delimiter = '|',
            value = {
                "ttl | soon | is not a duration. | Write a duration such as 10m, PT1H or ${some.property}, or SpEL such as #result.expiresAt.",
                "ttl | -1s | ; it must be positive. | Leave it out for no limit.",
                "ttl | ${nothing} | has a placeholder without a value. | ${some.property}",
                "refresh | sometimes | is not a duration. | Write a duration such as 10m, PT1H or ${some.property}, or auto.",
                "refresh | 0 | ; it must be positive. | Leave it out for never.",
                "staleIfError | #result.age | is not a duration. | Write a duration such as 10m, PT1H or ${some.property}.",
                "staleIfError | -1h | ; it must be positive. | Leave it out to let exceptions through.",
                "emptyTtl | 1 minute | is not a duration. | Write a duration",
                "emptyTtl | 0s | ; it must be positive. | Leave it out for the ttl of the others.",
                "failureTtl | 999999999999999d | is not a duration. | Write a duration",
                "failureTtl | 0s | ; it must be positive. | Leave it out to keep no exception.",
                "failureTtl | ${nothing} | has a placeholder without a value. | Write a duration",
                "ttlJitter | 100% | ; it must be a percentage, at least 0% and less than 100%. | Write a percentage such as 10%",
                "ttlJitter | -1% | ; it must be a percentage | Write a percentage such as 10%",
                "ttlJitter | 0.1 | ; it must be a percentage | Write a percentage such as 10%",
                "ttlJitter | ${nothing} | has a placeholder without a value. | Write a percentage such as 10%",
            })
    void malformedValueIsRefused(String attribute, String value, String problem, String remedy) {
        String dashed = attribute.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        for (String where : List.of("memo.methods.Rates.profiled.", "memo.profiles.mine.")) {
            String property = where + dashed;
            assertThatThrownBy(() -> new Specs(Rates.class, "memo.profiles.mine.version=1", property + "=" + value)
                            .of("profiled"))
                    .isInstanceOf(InvalidMemoizeException.class)
                    .hasMessageContaining(
                            "Rates.profiled() (memo.methods.Rates.profiled): " + property + " = \"" + value)
                    .hasMessageContaining(value + "\"" + (problem.startsWith(";") ? "" : " ") + problem)
                    .hasMessageContaining(remedy);
        }
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.4: of the annotation it is the attribute that is named")
    void attributeIsNamed() {
        assertThatThrownBy(() -> new Specs(Rates.class).of("malformed"))
                .hasMessageContaining("(memo.methods.Rates.malformed): refresh = \"often\" is not a duration.");
    }

    @ParameterizedTest
    @CsvSource({
        "ttl, 600",
        "refresh, 8",
        "stale-if-error, 3600",
        "empty-ttl, ${number}",
        "failure-ttl, 5",
    })
    @DisplayName("Issue 12.15: a number without a unit is told of each of them")
    void numberWithoutUnitIsTold(String attribute, String value) {
        String property = "memo.methods.Rates.plain." + attribute;
        Specs specs = new Specs(Rates.class, property + "=" + value, "number=30");
        String number = value.replace("${number}", "30");
        assertThat(specs.source().bareDurations(specs.annotation("plain"), "Rates.plain"))
                .extracting(StartupFinding::text)
                .singleElement()
                .asString()
                .contains("%s = \"%s\" is %2$s milliseconds".formatted(property, number));
        assertThat(specs.source().bareDurations(specs.annotation("all"), "Rates.all"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "SPEC 10.4: results that are released are shared by their callers, and by no other machine, whatever holds for all")
    void releasedResultsStayWhereTheyAre() {
        Specs specs = new Specs(Rates.class, ReturnMode.COPY, true);
        assertThat(specs.of("all").returns()).isEqualTo(ReturnMode.COPY);
        assertThat(specs.of("all").shared()).isTrue();
        assertThat(specs.of("released").returns()).isEqualTo(ReturnMode.SHARED);
        assertThat(specs.of("released").shared()).isFalse();
        assertThat(specs.source().sharedResult(specs.annotation("released"), specs.of("released")))
                .isEmpty();
        Specs kept = new Specs(Rates.class, ReturnMode.COPY, true, "memo.methods.Rates.released.on-release=");
        assertThat(kept.of("released").returns()).isEqualTo(ReturnMode.COPY);
        assertThat(kept.of("released").shared()).isTrue();
    }

    static class Rates {

        @Memoize
        public String plain() {
            return "plain";
        }

        @Memoize(
                ttl = "10m",
                refresh = "${rates.refresh:8m}",
                staleIfError = "PT1H",
                emptyTtl = "30s",
                failureTtl = "5s",
                ttlJitter = "${rates.jitter:10%}")
        public String all() {
            return "all";
        }

        @Memoize(ttl = "#result.length()")
        public String expression() {
            return "expression";
        }

        @Memoize(ttl = "${good}")
        public String placeholder(long id) {
            return "placeholder" + id;
        }

        @Memoize(profile = "mine")
        public String profiled() {
            return "profiled";
        }

        @Memoize(refresh = "often")
        public String malformed() {
            return "malformed";
        }

        @Memoize(onRelease = "#result.clear()")
        public List<String> released() {
            return List.of();
        }
    }
}
