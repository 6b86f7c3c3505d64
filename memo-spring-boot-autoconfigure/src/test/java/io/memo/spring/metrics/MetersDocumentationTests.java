package io.memo.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.Memoize;
import io.memo.TierFigures;
import io.memo.WarmUp;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.MemoMetricsAutoConfiguration;
import io.memo.spring.autoconfigure.warmup.MemoWarmUpAutoConfiguration;
import io.memo.spring.warmup.WarmUpOutcome;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 8.1: docs/meters.md names every meter, its type and its tags, and no other. */
class MetersDocumentationTests {

    private static final Path DOCUMENTATION = Path.of("../docs/meters.md");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("8.1: every meter is documented with its type and its tags")
    void metersAreDocumented() throws IOException {
        Set<String> documented;
        try (Stream<String> lines = Files.lines(DOCUMENTATION)) {
            documented = lines.filter(line -> line.matches("\\| `(memo|cache)\\..*"))
                    .map(line -> line.substring(0, line.indexOf('|', line.indexOf("| `", 3) + 1) + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MemoAutoConfiguration.class,
                        MemoMetricsAutoConfiguration.class,
                        MemoWarmUpAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "memo.methods.Service.answer.persist=true", "memo.persist.directory=" + folder.resolve("kept"))
                .run(context -> {
                    MeterRegistry registry = new SimpleMeterRegistry();
                    context.getBean(MemoMeters.class).bindTo(registry);
                    context.getBean(CacheMeters.class).bindTo(registry);
                    context.getBean(WarmUpMeters.class).bindTo(registry);
                    assertThat(documented)
                            .isEqualTo(registry.getMeters().stream()
                                    .map(MetersDocumentationTests::row)
                                    .collect(Collectors.toCollection(TreeSet::new)));
                });
    }

    @Test
    @DisplayName("Issue 12.15: meters of one name have one description, for Prometheus shows one")
    void descriptionsHoldForAllTags() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(MemoAutoConfiguration.class, MemoMetricsAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .run(context -> {
                    MeterRegistry registry = new SimpleMeterRegistry();
                    context.getBean(MemoMeters.class).bindTo(registry);
                    Map<String, Set<String>> byName = registry.getMeters().stream()
                            .map(Meter::getId)
                            .collect(Collectors.groupingBy(
                                    Meter.Id::getName,
                                    Collectors.mapping(Meter.Id::getDescription, Collectors.toSet())));
                    assertThat(byName.get("memo.gets"))
                            .singleElement()
                            .asString()
                            .contains("hit", "miss");
                    assertThat(byName)
                            .allSatisfy((name, descriptions) ->
                                    assertThat(descriptions).as(name).hasSize(1));
                });
    }

    @Test
    @DisplayName("8.1: every value of the tags is documented")
    void tagValuesAreDocumented() throws IOException {
        String text = Files.readString(DOCUMENTATION);
        assertThat(Stream.of(
                                Stream.of(ComputationOutcome.values()).map(ComputationOutcome::tag),
                                Stream.of(WarmUpOutcome.values()).map(WarmUpOutcome::tag),
                                Stream.of(EvictionCause.values()).map(EvictionCause::tag),
                                Stream.of(FailedPart.values()).map(FailedPart::tag),
                                Stream.of(TierFigures.Got.values()).map(TierFigures.Got::tag),
                                Stream.of(TierFigures.Put.values()).map(TierFigures.Put::tag))
                        .flatMap(tags -> tags))
                .allSatisfy(tag -> assertThat(text).contains("`" + tag + "`"));
    }

    private static String row(Meter meter) {
        return "| `%s` | %s | %s |"
                .formatted(
                        meter.getId().getName(),
                        meter.getId().getType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        meter.getId().getTags().stream()
                                .map(Tag::getKey)
                                .map(key -> "`" + key + "`")
                                .collect(Collectors.joining(", ")));
    }

    public static class Service {

        @Memoize
        public Object answer(int question) {
            return "answer " + question;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        WarmUp warmUp(Service service) {
            return () -> service.answer(42);
        }

        @Bean
        Service service() {
            return new Service();
        }
    }
}
