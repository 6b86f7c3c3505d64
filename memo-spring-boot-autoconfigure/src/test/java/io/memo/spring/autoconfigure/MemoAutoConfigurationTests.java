package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoize;
import io.memo.Memoizer;
import io.memo.engine.MemoEngine;
import io.memo.spring.actuate.MemoEndpoint;
import io.memo.spring.metrics.MemoMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

class MemoAutoConfigurationTests {

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MemoAutoConfiguration.class,
                    MemoMetricsAutoConfiguration.class,
                    MemoEndpointAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    private final ApplicationContextRunner full = bare.withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class,
                    JvmMetricsAutoConfiguration.class,
                    EndpointAutoConfiguration.class))
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=memo", "management.endpoints.jmx.exposure.include=memo");

    @Test
    void beanIsMemoizedWithNothingButTheAutoConfiguration() {
        bare.run(context -> {
            Service service = context.getBean(Service.class);
            assertThat(AopUtils.isCglibProxy(service)).isTrue();
            assertThat(service.answer(1)).isSameAs(service.answer(1));
            assertThat(context).hasSingleBean(Memoizer.class);
        });
    }

    @Test
    @DisplayName("8.1: meters are there before the first call, without losing the application's binders or the JVM's")
    void metersAreRegisteredAtStartUp() {
        full.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("memo.gets")
                            .tags("name", "Service.answer", "result", "hit")
                            .functionCounter()
                            .count())
                    .isZero();
            assertThat(registry.get("memo.computations")
                            .tag("outcome", "stored")
                            .timer()
                            .count())
                    .isZero();
            assertThat(registry.get("memo.computations.active").longTaskTimer().activeTasks())
                    .isZero();
            assertThat(registry.find("application.binder").gauge()).isNotNull();
            assertThat(registry.find("jvm.memory.used").gauges()).isNotEmpty();
        });
    }

    @Test
    @DisplayName("8.1: what ran before the registry was there is counted all the same")
    void callsDuringStartUpAreCounted() {
        full.withUserConfiguration(EarlyCaller.class).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("memo.computations")
                            .tag("outcome", "stored")
                            .timer()
                            .count())
                    .isOne();
            assertThat(registry.get("memo.gets")
                            .tag("result", "miss")
                            .functionCounter()
                            .count())
                    .isOne();
        });
    }

    @Test
    void micrometerIsOptional() {
        full.withClassLoader(new FilteredClassLoader("io.micrometer")).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(MemoMeters.class).hasSingleBean(MemoEndpoint.class);
            assertThat(context.getBean(Service.class).answer(1)).isNotNull();
        });
    }

    @Test
    void actuatorIsOptional() {
        full.withClassLoader(new FilteredClassLoader(
                        Endpoint.class,
                        org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint
                                .class))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(MemoMeters.class);
                    assertThat(context).doesNotHaveBean("memoEndpoint");
                });
    }

    @Test
    void endpointIsNotMadeUnlessExposed() {
        full.withPropertyValues(
                        "management.endpoints.web.exposure.include=health",
                        "management.endpoints.jmx.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(MemoEndpoint.class));
    }

    @Test
    @DisplayName("2: memo.enabled=false")
    void switchedOff() {
        full.withPropertyValues("memo.enabled=false").run(context -> {
            assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isFalse();
            assertThat(context).hasSingleBean(Memoizer.class).doesNotHaveBean(MemoEngine.class);
        });
    }

    @Test
    void boundPropertiesAreChecked() {
        bare.withPropertyValues("memo.on-mutation=sometimes")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("sometimes"));
    }

    @Test
    @DisplayName("S02: no bean of type Cache, CacheManager or Caffeine is published")
    void noCacheBeansArePublished() {
        bare.run(context -> {
            assertThat(context).doesNotHaveBean(com.github.benmanes.caffeine.cache.Cache.class);
            assertThat(context).doesNotHaveBean(com.github.benmanes.caffeine.cache.Caffeine.class);
            assertThat(context).doesNotHaveBean(org.springframework.cache.CacheManager.class);
            assertThat(context).doesNotHaveBean(org.springframework.cache.Cache.class);
        });
    }

    @Test
    @DisplayName("1.4: a child context has a cache of its own")
    void childContextStarts() {
        full.run(parent -> full.withParent(parent).run(child -> {
            assertThat(child).hasNotFailed();
            assertThat(child.getBean(MemoEngine.class)).isNotSameAs(parent.getBean(MemoEngine.class));
            assertThat(child.getBean(Service.class).answer(1)).isEqualTo("answer 1");
        }));
    }

    @Test
    @DisplayName("4.5: two hashers of one type are refused at start-up, naming both")
    void ambiguousHashersAreRefused() {
        bare.withUserConfiguration(TwoHashers.class).run(context -> {
            assertThat(context).hasFailed();
            assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                    .isInstanceOf(io.memo.InvalidMemoizeException.class)
                    .hasMessageContaining("java.lang.Thread");
        });
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

        @Bean
        MeterBinder applicationBinder() {
            return registry -> registry.gauge("application.binder", new AtomicInteger());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EarlyCaller {

        @Bean
        Object earlyCall(Service service) {
            return service.answer(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoHashers {

        @Bean
        io.memo.Hasher<Thread> one() {
            return Thread::getName;
        }

        @Bean
        io.memo.Hasher<Thread> two() {
            return Thread::getPriority;
        }
    }
}
