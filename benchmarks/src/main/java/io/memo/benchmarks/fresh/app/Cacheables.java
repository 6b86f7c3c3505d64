package io.memo.benchmarks.fresh.app;

import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.cache.RedisCacheConfiguration;

/** The application with {@code @Cacheable}, in two ways. */
public final class Cacheables {

    private Cacheables() {}

    /** As Boot sets it up. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(Caches.class)
    public static class Plain {

        @Bean
        Quotes quotes() {
            return new PlainQuotes();
        }
    }

    /** With {@code sync = true}. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(Caches.class)
    public static class Sync {

        @Bean
        Quotes quotes() {
            return new SyncQuotes();
        }
    }

    @EnableAutoConfiguration
    @EnableCaching
    static class Caches {

        @Bean
        RedisCacheManagerBuilderCustomizer times() {
            return builder -> builder.withCacheConfiguration(Quotes.FRESH, lasting(Duration.ofMillis(Quotes.GOOD)))
                    .withCacheConfiguration(Quotes.LASTING, lasting(Duration.ofHours(1)));
        }

        private static RedisCacheConfiguration lasting(Duration time) {
            return RedisCacheConfiguration.defaultCacheConfig().entryTtl(time);
        }
    }

    static class PlainQuotes implements Quotes {

        @Override
        @Cacheable(FRESH)
        public Quote fresh(long article) {
            return Quote.of(article);
        }

        @Override
        @Cacheable(LASTING)
        public Quote lasting(long article) {
            return Quote.of(article);
        }
    }

    static class SyncQuotes implements Quotes {

        @Override
        @Cacheable(cacheNames = FRESH, sync = true)
        public Quote fresh(long article) {
            return Quote.of(article);
        }

        @Override
        @Cacheable(cacheNames = LASTING, sync = true)
        public Quote lasting(long article) {
            return Quote.of(article);
        }
    }
}
