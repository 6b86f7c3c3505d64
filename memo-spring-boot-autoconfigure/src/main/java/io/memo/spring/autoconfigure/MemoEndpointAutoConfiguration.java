package io.memo.spring.autoconfigure;

import io.memo.Memoizer;
import io.memo.spring.actuate.MemoEndpoint;
import io.memo.spring.startup.MemoizedBeans;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The endpoint {@code memo} where the actuator is there and exposes it. */
@AutoConfiguration(after = MemoAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(MemoEndpoint.class)
public final class MemoEndpointAutoConfiguration {

    @Bean
    @ConditionalOnBean(Memoizer.class)
    @ConditionalOnMissingBean
    static MemoEndpoint memoEndpoint(Memoizer memoizer, ObjectProvider<MemoizedBeans> beans) {
        return new MemoEndpoint(
                memoizer,
                () -> beans.stream().flatMap(each -> each.findings().stream()).toList());
    }
}
