package io.memo.spring.autoconfigure;

import io.memo.Memoizer;
import io.memo.spring.actuate.MemoInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Adds memo to the endpoint {@code info} where the actuator is there; {@code management.info.memo.enabled=false} leaves it out. */
@AutoConfiguration(after = MemoAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
@ConditionalOnEnabledInfoContributor("memo")
public final class MemoInfoAutoConfiguration {

    @Bean
    @ConditionalOnBean(Memoizer.class)
    @ConditionalOnMissingBean
    static MemoInfoContributor memoInfoContributor(Memoizer memoizer) {
        return new MemoInfoContributor(memoizer);
    }
}
