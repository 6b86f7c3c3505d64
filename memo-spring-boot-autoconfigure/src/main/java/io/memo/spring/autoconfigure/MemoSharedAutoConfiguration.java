package io.memo.spring.autoconfigure;

import io.memo.InvalidMemoizeException;
import io.memo.spring.autoconfigure.condition.ConditionalOnSetting;
import io.memo.spring.cache.SpringCacheStore;
import io.memo.spring.redis.ApplicationRedis;
import io.memo.store.shared.SharedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * The store of results that several machines share: a {@link SharedStore} bean of the application, else the cache that {@code
 * memo.shared.cache} names, else the Redis of the application. Its own connections are no beans, so nothing of the application's
 * is injected, measured or checked for health differently.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnSetting("memo.shared.enabled")
@ConditionalOnSetting(value = "memo.enabled", unset = true)
@EnableConfigurationProperties(MemoProperties.class)
public final class MemoSharedAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private static final String SPRING_DATA_REDIS = "org.springframework.data.redis.connection.RedisConnectionFactory";

    /** Null where a library has another version than it works with: the application starts all the same. */
    @Bean
    @ConditionalOnMissingBean
    static @Nullable SharedStore memoSharedStore(ListableBeanFactory beans, MemoProperties properties) {
        PropertyRules.check(properties);
        try {
            return store(beans, properties);
        } catch (LinkageError e) {
            log.error(
                    "Results are not shared, for the store cannot be made: a library on the class path has another version than"
                            + " memo works with. docs/versions.md of memo lists those that work.",
                    e);
            return null;
        }
    }

    private static SharedStore store(ListableBeanFactory beans, MemoProperties properties) {
        MemoProperties.Shared shared = properties.shared();
        String cache = shared.cache();
        if (cache != null && !cache.isEmpty()) {
            return SpringCacheStore.named(cache, beans, shared.deadline());
        }
        if (!ClassUtils.isPresent(SPRING_DATA_REDIS, MemoSharedAutoConfiguration.class.getClassLoader())) {
            throw new InvalidMemoizeException(
                    "memo.shared.enabled=true, but Spring Data Redis is not on the class path.",
                    "Add spring-boot-starter-data-redis, or name one of Spring's caches by memo.shared.cache, or declare a"
                            + " SharedStore bean.");
        }
        return ApplicationRedis.store(beans, shared.deadline());
    }
}
