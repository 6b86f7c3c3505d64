package io.memo.benchmarks.shared.app;

import io.memo.Memoize;
import io.memo.benchmarks.machines.work.Work;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application with {@code @Memoize}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Memoized {

    @Bean
    Prices prices() {
        return new MemoizedPrices();
    }

    static class MemoizedPrices implements Prices {

        @Override
        @Memoize
        public Price price(long article) {
            Work.run();
            return Price.of(article);
        }
    }
}
