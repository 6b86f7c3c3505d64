package io.memo.spring.autoconfigure;

import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.metrics.ComputationObservations;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Observes computations where that is asked for, and Micrometer's observations are there. */
@AutoConfiguration
@ConditionalOnClass(name = "io.micrometer.observation.ObservationRegistry")
@ConditionalOnSetting(value = "memo.enabled", unset = true)
@ConditionalOnSetting("memo.observations.enabled")
public final class MemoObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static ComputationObservations memoComputationObservations(BeanFactory beans) {
        return new ComputationObservations(beans);
    }
}
