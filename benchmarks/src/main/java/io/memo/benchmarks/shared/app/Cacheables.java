package io.memo.benchmarks.shared.app;

import io.memo.benchmarks.machines.work.Work;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** The application with {@code @Cacheable}, in three ways. */
public final class Cacheables {

    private Cacheables() {}

    /** As Boot sets it up. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    public static class Plain {

        @Bean
        Prices prices() {
            return new PlainPrices();
        }
    }

    /** With {@code sync = true}. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    public static class Sync {

        @Bean
        Prices prices() {
            return new SyncPrices();
        }
    }

    /** With {@code sync = true} and the writer that locks a whole cache in Redis. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    public static class Locking {

        @Bean
        Prices prices() {
            return new SyncPrices();
        }

        @Bean
        RedisCacheManagerBuilderCustomizer locking(RedisConnectionFactory redis) {
            return builder -> builder.cacheWriter(RedisCacheWriter.lockingRedisCacheWriter(redis));
        }
    }

    static class PlainPrices implements Prices {

        @Override
        @Cacheable("prices")
        public Price price(long article) {
            Work.run();
            return Price.of(article);
        }
    }

    static class SyncPrices implements Prices {

        @Override
        @Cacheable(cacheNames = "prices", sync = true)
        public Price price(long article) {
            Work.run();
            return Price.of(article);
        }
    }
}
