package io.memo.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.memo.Memoize;
import io.memo.Memoizer;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.MemoMetricsAutoConfiguration;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class CacheMetersTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class, MemoMetricsAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @Test
    @DisplayName("8.1: a method has the meters of a loading Caffeine cache: names, tags, types, units, descriptions")
    void metersAreThoseOfMicrometer() {
        runner.run(context -> {
            MeterRegistry registry = registryWith(context.getBean(CacheMeters.class));
            MeterRegistry micrometers = new SimpleMeterRegistry();
            bindCaffeine(micrometers, CacheMeters.CACHE_MANAGER);

            assertThat(identities(registry)).isNotEmpty().isEqualTo(identities(micrometers));
        });
    }

    @Test
    @DisplayName("8.1: they count what the engine counts")
    void metersCount() {
        runner.withPropertyValues("memo.max-entries=1").run(context -> {
            MeterRegistry registry = registryWith(context.getBean(CacheMeters.class));
            assertThat(registry.getMeters())
                    .allSatisfy(meter -> assertThat(value(meter)).isZero());
            Service service = context.getBean(Service.class);
            service.answer(1);
            service.answer(1);
            service.answer(1);
            try {
                service.answer(-1);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("negative");
            }

            assertThat(value(registry, "cache.gets", "result", "hit")).isEqualTo(2);
            assertThat(value(registry, "cache.gets", "result", "miss")).isEqualTo(2);
            assertThat(value(registry, "cache.puts")).isEqualTo(1);
            assertThat(value(registry, "cache.size")).isEqualTo(1);
            assertThat(value(registry, "cache.load", "result", "success")).isEqualTo(1);
            assertThat(value(registry, "cache.load", "result", "failure")).isEqualTo(1);
            assertThat(value(registry, "cache.load.duration")).isPositive();
            context.getBean(Memoizer.class).clear();
            assertThat(value(registry, "cache.evictions"))
                    .as("cleared is not evicted")
                    .isZero();
        });
    }

    @Test
    @DisplayName("8.1: a cache of the application by the same name stays another, with the same tag keys")
    void nothingCollides() {
        runner.run(context -> {
            MeterRegistry registry = registryWith(context.getBean(CacheMeters.class));
            int before = registry.getMeters().size();
            bindCaffeine(registry, "cacheManager");

            assertThat(registry.getMeters()).hasSize(2 * before);
            assertThat(registry.find("cache.gets").meters().stream().map(CacheMetersTests::keys))
                    .hasSize(4)
                    .containsOnly(List.of("cache", "cache.manager", "name", "result"));
        });
    }

    @Test
    @DisplayName("8.1: memo.cache-meters.enabled=false")
    void switchedOff() {
        runner.withPropertyValues("memo.cache-meters.enabled=false")
                .run(context ->
                        assertThat(context).hasSingleBean(MemoMeters.class).doesNotHaveBean(CacheMeters.class));
    }

    private static void bindCaffeine(MeterRegistry registry, String manager) {
        // As Boot tags the caches of Spring's cache managers.
        new CaffeineCacheMetrics<>(
                        Caffeine.newBuilder().recordStats().build(key -> key),
                        "Service.answer",
                        Tags.of("cache.manager", manager, "name", "Service.answer"))
                .bindTo(registry);
    }

    private static MeterRegistry registryWith(CacheMeters meters) {
        MeterRegistry registry = new SimpleMeterRegistry();
        meters.bindTo(registry);
        return registry;
    }

    private static Set<String> identities(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> "%s %s %s %s"
                        .formatted(
                                meter.getId(),
                                meter.getId().getType(),
                                meter.getId().getBaseUnit(),
                                meter.getId().getDescription()))
                .collect(Collectors.toSet());
    }

    private static List<String> keys(Meter meter) {
        return meter.getId().getTags().stream().map(Tag::getKey).toList();
    }

    private static double value(MeterRegistry registry, String name, String... tags) {
        return value(registry.get(name).tags(tags).meter());
    }

    private static double value(Meter meter) {
        return meter.match(
                Gauge::value,
                counter -> -1.0,
                timer -> -1.0,
                summary -> -1.0,
                longTask -> -1.0,
                timeGauge -> timeGauge.value(),
                FunctionCounter::count,
                functionTimer -> -1.0,
                other -> -1.0);
    }

    public static class Service {

        @Memoize
        public Object answer(int question) {
            if (question < 0) {
                throw new IllegalStateException("negative");
            }
            return "answer " + question;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }
    }
}
