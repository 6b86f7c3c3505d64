package io.memo.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoize;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.MemoMetricsAutoConfiguration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters in a registry that outlives the context. */
class MeterLifeTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class, MemoMetricsAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @Test
    @DisplayName("8.4: a closed context leaves no meter behind, and those of others alone")
    void closedContextTakesItsMetersAlong() {
        registry.counter("orders", "name", "Service.answer");
        runner.run(context -> {
            bind(context.getBeanProvider(MeterBinder.class).stream().toList());
            context.getBean(Service.class).answer(1);
            assertThat(names()).contains("memo.gets", "memo.computations.active", "cache.gets", "cache.load", "orders");
        });

        assertThat(names()).containsExactly("orders");
    }

    @Test
    @DisplayName("8.4: a context after it counts in the same registry from 0")
    void nextContextCounts() {
        for (int i = 0; i < 2; i++) {
            runner.run(context -> {
                context.getBean(Service.class).answer(1);
                bind(context.getBeanProvider(MeterBinder.class).stream().toList());
                assertThat(registry.get("memo.gets")
                                .tag("result", "miss")
                                .functionCounter()
                                .count())
                        .isEqualTo(1);
                context.getBean(Service.class).answer(1);
                assertThat(registry.get("cache.gets")
                                .tag("result", "hit")
                                .functionCounter()
                                .count())
                        .isEqualTo(1);
            });
        }
    }

    @Test
    @DisplayName("8.4: of two contexts that share a registry, the second leaves the meters of the first")
    void metersOfTheFirstStay() {
        runner.run(first -> {
            bind(first.getBeanProvider(MeterBinder.class).stream().toList());
            List<Meter> before = registry.getMeters();
            runner.run(second ->
                    bind(second.getBeanProvider(MeterBinder.class).stream().toList()));
            assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
        });
    }

    private void bind(List<MeterBinder> binders) {
        binders.forEach(binder -> binder.bindTo(registry));
    }

    private List<String> names() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .distinct()
                .toList();
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
        Service service() {
            return new Service();
        }
    }
}
