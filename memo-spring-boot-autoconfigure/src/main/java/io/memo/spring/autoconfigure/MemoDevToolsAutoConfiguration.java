package io.memo.spring.autoconfigure;

import io.memo.engine.StartRecords;
import io.memo.spring.devtools.RestartRecords;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.devtools.restart.ConditionalOnInitializedRestarter;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.annotation.Bean;

/** Lets misses tell which code changed in a restart of DevTools, without {@code memo.explain.directory}. */
@AutoConfiguration
@ConditionalOnClass(Restarter.class)
public final class MemoDevToolsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnInitializedRestarter
    static StartRecords memoRestartRecords() {
        return RestartRecords.ofThisProcess();
    }
}
