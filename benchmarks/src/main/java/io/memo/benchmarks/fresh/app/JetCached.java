package io.memo.benchmarks.fresh.app;

import com.alicp.jetcache.CacheBuilder;
import com.alicp.jetcache.anno.CachePenetrationProtect;
import com.alicp.jetcache.anno.CacheRefresh;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import com.alicp.jetcache.anno.config.EnableMethodCache;
import com.alicp.jetcache.anno.support.GlobalCacheConfig;
import com.alicp.jetcache.anno.support.JetCacheBaseBeans;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The application with JetCache's {@code @Cached}, in memory and in Redis, without its starter, which is for an earlier Boot. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodCache(basePackages = "io.memo.benchmarks.fresh.app")
@Import(JetCacheBaseBeans.class)
public class JetCached {

    @Bean
    Quotes quotes() {
        return new JetCachedQuotes();
    }

    /** Open until the JVM ends: a refresh that is under way when the application ends needs it. */
    @Bean(destroyMethod = "")
    RedisClient jetCacheClient(
            @Value("${spring.data.redis.host}") String host, @Value("${spring.data.redis.port}") int port) {
        return RedisClient.create("redis://" + host + ":" + port);
    }

    @Bean
    GlobalCacheConfig jetCache(RedisClient jetCacheClient) {
        CacheBuilder near = CaffeineCacheBuilder.createCaffeineCacheBuilder().keyConvertor(Object::toString);
        CacheBuilder far = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .keyPrefix("jetcache:")
                .keyConvertor(Object::toString)
                .valueEncoder(JavaValueEncoder.INSTANCE)
                .valueDecoder(JavaValueDecoder.INSTANCE)
                .redisClient(jetCacheClient);
        GlobalCacheConfig config = new GlobalCacheConfig();
        config.setLocalCacheBuilders(Map.of("default", near));
        config.setRemoteCacheBuilders(Map.of("default", far));
        return config;
    }

    static class JetCachedQuotes implements Quotes {

        @Override
        @Cached(
                name = FRESH + ".",
                key = "#article",
                cacheType = CacheType.BOTH,
                expire = GOOD,
                timeUnit = TimeUnit.MILLISECONDS)
        @CacheRefresh(refresh = OLD, timeUnit = TimeUnit.MILLISECONDS)
        @CachePenetrationProtect
        public Quote fresh(long article) {
            return Quote.of(article);
        }

        @Override
        @Cached(
                name = LASTING + ".",
                key = "#article",
                cacheType = CacheType.BOTH,
                expire = 1,
                timeUnit = TimeUnit.HOURS)
        @CachePenetrationProtect
        public Quote lasting(long article) {
            return Quote.of(article);
        }
    }
}
