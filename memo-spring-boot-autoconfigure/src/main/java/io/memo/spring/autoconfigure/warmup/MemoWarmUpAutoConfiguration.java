package io.memo.spring.autoconfigure.warmup;

import io.memo.engine.MemoEngine;
import io.memo.spring.autoconfigure.MemoProperties;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.metrics.WarmUpMeters;
import io.memo.spring.warmup.PersistedResultsWarmUp;
import io.memo.spring.warmup.WarmUpBeans;
import io.memo.spring.warmup.WarmUpEvents;
import io.memo.spring.warmup.WarmUpFigures;
import io.memo.spring.warmup.WarmUps;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Calls the warm-ups of the application when it starts. */
@AutoConfiguration
@ConditionalOnSetting(value = "memo.enabled", unset = true)
@ConditionalOnSetting(value = "memo.warm-up.enabled", unset = true)
public final class MemoWarmUpAutoConfiguration {

    /** First, for it is short, and the others may call what it reads. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static PersistedResultsWarmUp memoPersistedResultsWarmUp(MemoEngine engine, MemoProperties properties) {
        return new PersistedResultsWarmUp(engine, properties.warmUp().persisted());
    }

    @Bean
    static WarmUpFigures memoWarmUpFigures(ConfigurableApplicationContext context) {
        return new WarmUpFigures(new WarmUpBeans(context.getBeanFactory()).names());
    }

    @Bean
    static WarmUps memoWarmUps(
            ConfigurableApplicationContext context, WarmUpFigures figures, MemoProperties properties) {
        MemoProperties.WarmUp settings = properties.warmUp();
        return new WarmUps(
                new WarmUpBeans(context.getBeanFactory()),
                figures,
                new WarmUps.Settings(settings.beforeReadiness(), settings.threads(), settings.timeout()),
                Objects.requireNonNull(context.getClassLoader()));
    }

    @Bean
    static WarmUpEvents memoWarmUpEvents(ConfigurableApplicationContext context, WarmUps warmUps) {
        return new WarmUpEvents(context, warmUps);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
    static class Meters {

        @Bean
        static WarmUpMeters memoWarmUpMeters(WarmUpFigures figures) {
            return new WarmUpMeters(figures);
        }
    }
}
