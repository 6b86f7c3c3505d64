package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoize;
import io.memo.Memoizer;
import io.memo.engine.MemoEngine;
import io.memo.spring.metrics.CacheMeters;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Issue 12.15: settings that mean something else than they say, or nothing. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class, MemoMetricsAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "on", "1", "TRUE", "Yes"})
    @DisplayName("Issue 12.15: memo.enabled is bound as Boot binds booleans: on")
    void switchedOn(String value) {
        runner.withPropertyValues("memo.enabled=" + value, "memo.cache-meters.enabled=" + value)
                .run(context -> {
                    assertThat(context).hasSingleBean(MemoEngine.class);
                    assertThat(context).hasSingleBean(CacheMeters.class);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "no", "off", "0", "OFF"})
    @DisplayName("Issue 12.15: memo.enabled is bound as Boot binds booleans: off, and a Memoizer is there all the same")
    void switchedOff(String value) {
        runner.withPropertyValues("memo.enabled=" + value).run(context -> {
            assertThat(context).doesNotHaveBean(MemoEngine.class);
            assertThat(context.getBean(Memoizer.class).enabled()).isFalse();
        });
        runner.withPropertyValues("memo.cache-meters.enabled=" + value)
                .run(context -> assertThat(context).doesNotHaveBean(CacheMeters.class));
    }

    @Test
    @DisplayName("Issue 12.15: what is neither true nor false stops the start with the property's name")
    void valueThatIsNeitherTrueNorFalseStopsTheStart() {
        runner.withPropertyValues("memo.enabled=perhaps")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(BindException.class.getName())
                        .hasStackTraceContaining("memo.enabled")
                        .hasStackTraceContaining("perhaps"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memo.methods.Ok.onee.enabled=false | [unknown-method] the property memo.methods.Ok.onee.enabled is about no"
                        + " memoized method: the nearest is Ok.one. Correct the name.",
                "memo.methods.Other.thing.ttl=1s | is about no memoized method: there are Ok.one, Ok.two.",
                "memo.methods.Ok.one.tll=1s | [unknown-property] the property memo.methods.Ok.one.tll is none of memo's: the"
                        + " nearest is ttl. Correct the name.",
                "memo.max-entires=5 | [unknown-property] the property memo.max-entires is none of memo's: the nearest is"
                        + " memo.max-entries.",
                "memo.vary-bye=tenant | the nearest is memo.vary-by.",
                "memo.on-absent-dimensions=fail | the nearest is memo.on-absent-dimension.",
                "memo.methods.Ok.one.very-by=x | none of memo's: the nearest is vary-by. Correct the name.",
                "memo.methods.Ok.one.stale-on-error=1h | none of memo's: the nearest is stale-if-error. Correct the name.",
                "memo.profiles.rates.tll=1s | [unknown-property] the property memo.profiles.rates.tll is none of memo's: the"
                        + " nearest is ttl. Correct the name.",
                "memo.persist.max-sise=1GB | the nearest is memo.persist.max-size.",
                "memo.packages=io.memo.sprin | [unknown-package] the package io.memo.sprin of memo.packages has no class",
                "memo.methods.Ok.one.suppress-warnings=clok | [unknown-code] Ok.one accepts a finding that does not exist:"
                        + " suppressWarnings has \"clok\"; the nearest is clock. Correct the code.",
            })
    @DisplayName("Issue 12.15: a setting that nobody reads is reported with the nearest that somebody does")
    void settingThatNobodyReadsIsReported(String property, String finding, CapturedOutput output) {
        runner.withPropertyValues(property).run(context -> assertThat(output).contains(finding));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memo.methods.Ok.one.max-entries=5",
                "memo.methods.ok.one.maxEntries=5",
                "memo.methods[Ok.one].ttl=1s",
                "memo.methods.Ok.one.suppress-warnings[0]=clock",
                "memo.methods.Ok.one.suppress-warnings=clock,random",
                "memo.vary-by=",
                "memo.on-absent-dimension=FAIL",
                "memo.methods.Ok.one.vary-by=",
                "memo.methods.Ok.one.refresh=1h",
                "memo.methods.Ok.one.on-release=",
                "memo.profiles.rates.ttl=1s",
                "memo.profiles[the.rates].vary-by[0]=unread",
                "memo.packages=io.memo.spring",
                "memo.packages[0]=io.memo",
                "memo.maxEntries=5",
                "memo.secret-of-the-application=5",
                "memo.graphs=5",
            })
    @DisplayName("Issue 12.15: settings that mean something, and the application's own, are not")
    void settingsThatMeanSomethingAreNotReported(String property, CapturedOutput output) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(output)
                        .contains("memo: 2 methods memoized, 0 hashers, 0 findings")
                        .doesNotContain("unknown-"));
    }

    @Test
    @DisplayName("Issue 12.15: a ttl without a unit, which is milliseconds, is reported, and can be accepted")
    void ttlWithoutUnit(CapturedOutput output) {
        runner.withPropertyValues("memo.methods.Ok.one.ttl=600")
                .run(
                        context -> assertThat(output)
                                .contains(
                                        "[ttl-without-unit] Ok.one has a duration without a unit: memo.methods.Ok.one.ttl = \"600\" is 600 milliseconds. Write 600s"));
        runner.withPropertyValues(
                        "memo.methods.Ok.two.ttl=600", "memo.methods.Ok.two.suppress-warnings=ttl-without-unit")
                .run(context -> assertThat(output).doesNotContain("Ok.two has a duration"));
    }

    @Test
    @DisplayName("Issue 12.15: so is one that a placeholder of the annotation leads to")
    void ttlOfAPlaceholder(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
                .withBean(Ttl.class)
                .withPropertyValues("some.ttl=600")
                .run(context ->
                        assertThat(output).contains("[ttl-without-unit] Ttl.value has a duration without a unit"));
    }

    @Test
    @DisplayName("SPEC 10.3: a profile switches methods off, and is refused where it does not exist")
    void profileIsHeard() {
        runner.withPropertyValues(
                        "memo.methods.Ok.one.profile=off",
                        "memo.profiles.off.enabled=false",
                        "memo.profiles.off.ttl=1h")
                .run(context -> {
                    Memoizer memoizer = context.getBean(Memoizer.class);
                    assertThat(memoizer.methods())
                            .extracting(method -> method.name() + " " + method.enabled())
                            .containsExactly("Ok.one false", "Ok.two true");
                });
        runner.withPropertyValues("memo.methods.Ok.one.profile=off", "memo.profiles.of.enabled=false")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("memo.methods.Ok.one.profile = \"off\"; no property says anything of a"
                                + " profile of this name: the nearest is of."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ttl=1m,refresh=1m | refresh = PT1M, ttl = PT1M; a result is computed anew | refresh=PT48S",
                "refresh=auto | refresh = auto, and there is no ttl | ttl=10m",
                "stale-if-error=1h | staleIfError = PT1H, and there is no ttl | stale-if-error=",
                "ttl-jitter=10% | ttlJitter = 10%, and there is no ttl | ttl-jitter=",
                "ttl=1m,failure-ttl=1s,stale-if-error=1h | failureTtl = PT1S, staleIfError = PT1H | failure-ttl=",
                "persist=true,on-release=#result.length() | onRelease beside persist = true | persist=false",
                "returns=copy,on-release=#result.length() | onRelease beside returns = COPY | returns=shared",
            })
    @DisplayName("SPEC 10.1 to 10.4: what contradicts itself stops the start, and the remedy, pasted, lets it go on")
    void contradictionStopsTheStart(String given, String problem, String remedy) {
        String method = "memo.methods.Ok.one.";
        String[] properties = Stream.of(given.split(",")).map(method::concat).toArray(String[]::new);
        runner.withPropertyValues(properties)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(problem)
                        .hasStackTraceContaining(method + remedy));
        runner.withPropertyValues(properties)
                .withPropertyValues(method + remedy)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    @DisplayName("Issue 12.15: a name that cannot be in the endpoint's path stops the start")
    void nameWithSlash() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
                .withBean(Slash.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("name = \"reports/total\"")
                        .hasStackTraceContaining("such as reports.total"));
    }

    @Test
    @DisplayName("Issue 12.15: a memoized method says what it is and how it fares")
    void methodAsText() {
        runner.run(context -> {
            Ok ok = context.getBean(Ok.class);
            ok.one();
            ok.one();
            assertThat(context.getBean(Memoizer.class).methods().get(0))
                    .hasToString("Ok.one (1 hits, 1 misses, 1 entries)");
        });
    }

    public static class Ok {
        @Memoize
        public String one() {
            return "one";
        }

        @Memoize
        public String two() {
            return "two";
        }
    }

    public static class Ttl {
        @Memoize(ttl = "${some.ttl}")
        public String value() {
            return "value";
        }
    }

    public static class Slash {
        @Memoize(name = "reports/total")
        public String value() {
            return "value";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Ok ok() {
            return new Ok();
        }
    }
}
