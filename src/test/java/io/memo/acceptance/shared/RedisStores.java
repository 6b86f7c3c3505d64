package io.memo.acceptance.shared;

import io.memo.spring.redis.RedisSharedStore;
import io.memo.store.shared.SharedStore;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Stores beside an application's factory. */
final class RedisStores {

    /** A deadline that a busy machine keeps, for tests that are about something else. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    private RedisStores() {}

    /** Returns a factory that was never started, so that nothing of its own is in use. */
    static LettuceConnectionFactory application(int port) {
        return application(new RedisStandaloneConfiguration("127.0.0.1", port));
    }

    static LettuceConnectionFactory application(RedisConfiguration configuration) {
        return new LettuceConnectionFactory(configuration);
    }

    static RedisSharedStore connected(int port, Duration deadline) {
        return connected(application(port), deadline);
    }

    static RedisSharedStore connected(LettuceConnectionFactory application, Duration deadline) {
        RedisSharedStore store = RedisSharedStore.beside(application, deadline);
        awaitAnswers(store);
        return store;
    }

    static void awaitAnswers(SharedStore store) {
        Awaitility.await().atMost(PATIENT).ignoreExceptions().until(() -> {
            store.ping();
            return true;
        });
    }
}
