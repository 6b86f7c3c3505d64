package io.memo.spring.autoconfigure;

import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.metrics.CacheMeters;
import io.memo.spring.metrics.MemoMeters;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Exports the figures of memo as meters where Micrometer is there. */
@AutoConfiguration
@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
@ConditionalOnSetting(value = "memo.enabled", unset = true)
public final class MemoMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static MemoMeters memoMeters() {
        return new MemoMeters();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSetting(value = "memo.cache-meters.enabled", unset = true)
    static CacheMeters memoCacheMeters() {
        return new CacheMeters();
    }
}
