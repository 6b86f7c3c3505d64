package io.memo.spring.autoconfigure;

import io.memo.InvalidMemoizeException;
import io.memo.spring.cache.SpringCacheStore;
import io.memo.spring.redis.ApplicationRedis;
import io.memo.store.shared.SharedStore;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
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

    private static final String SPRING_DATA_REDIS = "org.springframework.data.redis.connection.RedisConnectionFactory";

    /** Lazy: where it cannot be made, because a library has another version, the application starts without it. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    static SharedStore memoSharedStore(ListableBeanFactory beans, MemoProperties properties) {
        PropertyRules.check(properties);
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
