package io.memo.benchmarks.fresh.app;

import io.memo.Memoize;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The application with {@code @Memoize}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Memoized {

    @Bean
    Quotes quotes() {
        return new MemoizedQuotes();
    }

    static class MemoizedQuotes implements Quotes {

        @Override
        @Memoize(ttl = "" + GOOD, refresh = "" + OLD)
        public Quote fresh(long article) {
            return Quote.of(article);
        }

        @Override
        @Memoize(ttl = "1h")
        public Quote lasting(long article) {
            return Quote.of(article);
        }
    }
}
