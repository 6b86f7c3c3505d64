package io.memo.spring.redis;

import io.memo.InvalidMemoizeException;
import io.memo.store.shared.SharedStore;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** Finds the Redis that an application uses. */
public final class ApplicationRedis {

    private static final String OR_ELSE =
            "or name one of Spring's caches by memo.shared.cache, or declare a SharedStore bean.";

    private ApplicationRedis() {}

    /**
     * Returns a store in the Redis of the application's only or primary connection factory.
     *
     * @param deadline of the store's operations
     * @throws InvalidMemoizeException if there is none, none is primary among several, or it is not one that can be followed
     */
    public static SharedStore store(ListableBeanFactory beans, Duration deadline) {
        RedisConnectionFactory factory =
                beans.getBeanProvider(RedisConnectionFactory.class).getIfUnique();
        if (factory == null) {
            List<String> names = List.of(beans.getBeanNamesForType(RedisConnectionFactory.class));
            throw names.isEmpty()
                    ? new InvalidMemoizeException(
                            "memo.shared.enabled=true, but there is no RedisConnectionFactory.",
                            "Add spring-boot-starter-data-redis, " + OR_ELSE)
                    : new InvalidMemoizeException(
                            "memo.shared.enabled=true, but there are several RedisConnectionFactory beans: "
                                    + String.join(", ", names) + ".",
                            "Mark the one to be used with @Primary, " + OR_ELSE);
        }
        // Where Lettuce is absent, its factory cannot even be named.
        if (!ClassUtils.isPresent("io.lettuce.core.RedisClient", ApplicationRedis.class.getClassLoader())
                || !(factory instanceof LettuceConnectionFactory lettuce)) {
            throw new InvalidMemoizeException(
                    "memo.shared.enabled=true, but the RedisConnectionFactory is a "
                            + ClassUtils.getUserClass(factory).getSimpleName() + ", not a LettuceConnectionFactory.",
                    "Use Lettuce, which is Boot's default, " + OR_ELSE);
        }
        try {
            return RedisSharedStore.beside(lettuce, deadline);
        } catch (IllegalArgumentException e) {
            throw new InvalidMemoizeException(
                    "memo.shared.enabled=true, but: " + e.getMessage(),
                    "Give the address of the master, of Sentinel or of the Cluster, " + OR_ELSE,
                    e);
        }
    }
}
