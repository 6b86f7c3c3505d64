package io.memo.spring.autoconfigure;

import io.memo.engine.explain.StartRecords;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.devtools.RestartRecords;
import io.memo.spring.devtools.RestartResults;
import io.memo.store.handover.Handover;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.devtools.restart.ConditionalOnInitializedRestarter;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.annotation.Bean;

/**
 * Lets results outlive a restart of DevTools, and misses tell which code changed in it, without
 * {@code memo.explain.directory}.
 */
@AutoConfiguration(after = MemoAutoConfiguration.class)
@ConditionalOnClass(Restarter.class)
public final class MemoDevToolsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnInitializedRestarter
    static StartRecords memoRestartRecords() {
        return RestartRecords.ofThisProcess();
    }

    @Bean
    @ConditionalOnBean(PersistedResults.class)
    @ConditionalOnSetting(value = "memo.devtools.keep-results", unset = true)
    @ConditionalOnInitializedRestarter
    static Handover memoHandover(PersistedResults persisted) {
        return persisted.handover(RestartResults.ofThisProcess());
    }
}
