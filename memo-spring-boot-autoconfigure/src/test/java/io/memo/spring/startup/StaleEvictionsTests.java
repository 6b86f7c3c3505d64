package io.memo.spring.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.report.StartupFinding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Issue 12.13: evictions from caches that nothing fills since @Cacheable became @Memoize. */
class StaleEvictionsTests {

    private static List<String> found(Class<?>... types) {
        return StaleEvictions.in(List.of(types), type -> true).stream()
                .map(StartupFinding::text)
                .toList();
    }

    @Test
    @DisplayName("Issue 12.13: an eviction by hand of a cache that no method fills is told, with what to call instead")
    void byHand() {
        assertThat(found(Users.class))
                .singleElement()
                .asString()
                .startsWith("[stale-eviction] " + Users.class.getName()
                        + " evicts from a cache that nothing fills: no method is" + " @Cacheable.")
                .contains("Memoizer.clear(", "docs/from-cacheable.md");
    }

    @Test
    @DisplayName("Issue 12.13: one whose cache is still filled is not")
    void filledCacheIsNotStale() {
        assertThat(found(Users.class, CachedUsers.class)).isEmpty();
        assertThat(found(Users.class, Filling.class)).as("by hand").isEmpty();
        assertThat(found(Users.class, Loading.class)).as("by a loader").isEmpty();
    }

    @Test
    @DisplayName("Issue 12.13: another cache that is filled does not help")
    void otherIsFilled() {
        assertThat(found(Users.class, CachedRates.class))
                .singleElement()
                .asString()
                .contains("@Cacheable fills only [rates]");
    }

    @Test
    @DisplayName("Issue 12.13: an annotated eviction is told by the cache's name, that of its class too")
    void byAnnotation() {
        assertThat(found(Evicting.class, CachedRates.class))
                .hasSize(2)
                .anyMatch(line -> line.contains("Evicting.save evicts") && line.contains("@CacheEvict of 'users'"))
                .anyMatch(line -> line.contains("Evicting.drop evicts") && line.contains("@CacheEvict of 'orders'"));
        assertThat(found(Evicting.class, CachedUsers.class, PuttingOrders.class))
                .isEmpty();
    }

    @Test
    @DisplayName("Issue 12.13: a class that evicts from nothing of Spring's is not looked at twice")
    void classThatEvictsNothingIsNotLookedAtTwice() {
        assertThat(found(String.class, java.util.concurrent.ConcurrentHashMap.class, Runnable.class, int[].class))
                .isEmpty();
        assertThat(StaleEvictions.in(List.of(Users.class), type -> false)).isEmpty();
    }

    static class Users {
        private final CacheManager caches;

        Users(CacheManager caches) {
            this.caches = caches;
        }

        void changePassword(String login) {
            Objects.requireNonNull(caches.getCache("users")).evictIfPresent(login);
        }
    }

    static class CachedUsers {
        @Cacheable("users")
        public String user(String login) {
            return login;
        }
    }

    static class CachedRates {
        @Cacheable("rates")
        public String rate(String region) {
            return region;
        }
    }

    static class Filling {
        void fill(Cache cache) {
            cache.put("login", "user");
        }
    }

    static class Loading {
        Object load(Cache cache) {
            return cache.get("login", () -> "user");
        }
    }

    @CacheConfig(cacheNames = "orders")
    static class Evicting {
        @CacheEvict(cacheNames = "users", key = "#login")
        public void save(String login) {}

        @CacheEvict(allEntries = true)
        public void drop() {}

        @CacheEvict("rates")
        public void rates() {}
    }

    static class PuttingOrders {
        @CachePut("orders")
        public String order(String id) {
            return id;
        }

        @Cacheable("rates")
        public String rate(String id) {
            return id;
        }
    }
}
