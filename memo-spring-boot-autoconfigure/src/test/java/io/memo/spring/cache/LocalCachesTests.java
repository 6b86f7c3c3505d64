package io.memo.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.memo.store.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.cache.support.NoOpCache;

@DisplayName("Issue 14.16, SPEC 7.9: memo.shared.cache names a cache of this process")
@ExtendWith(OutputCaptureExtension.class)
class LocalCachesTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private Instant now = Instant.EPOCH;
    private final ConcurrentMapCache cache = new ConcurrentMapCache("results");
    private final SpringCacheStore store = new SpringCacheStore(cache, PATIENT, new Ticker() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Instant now() {
            return now;
        }
    });

    @Test
    void mapsCaffeineAndCachesThatKeepNothingAreTold() {
        assertThat(LocalCaches.isLocal(cache)).isTrue();
        assertThat(LocalCaches.isLocal(new NoOpCache("none"))).isTrue();
        assertThat(LocalCaches.isLocal(new Native(Caffeine.newBuilder().build())))
                .isTrue();
        assertThat(LocalCaches.isLocal(new Native("the client of a grid"))).isFalse();
    }

    @Test
    void theStartSaysSoWithTheRemedy(CapturedOutput output) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("manager", new ConcurrentMapCacheManager("results"));
        SpringCacheStore.named("results", beans, PATIENT).close();
        assertThat(beans.getBean(CacheManager.class)).isNotNull();
        assertThat(output)
                .contains("memo.shared.cache=results is a ConcurrentMapCache, which lies in the memory of this process")
                .contains("Name a cache of a provider that spans machines");
    }

    @Test
    void entriesGoWhenTheirTimeIsOver() throws IOException {
        store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
        now = now.plus(Duration.ofMinutes(59));
        store.putIfAbsent("memo:b", new byte[] {2}, HOUR);
        assertThat(cache.getNativeCache()).containsOnlyKeys("memo:a", "memo:b");
        now = now.plus(Duration.ofMinutes(1));
        store.putIfAbsent("memo:c", new byte[] {3}, HOUR);
        assertThat(cache.getNativeCache()).containsOnlyKeys("memo:b", "memo:c");
        store.close();
    }

    @Test
    void whatWasClearedLeavesNothingBehind() throws IOException {
        store.putIfAbsent("memo:old:a", new byte[] {1}, HOUR);
        store.putField("memo:epochs", "method", "new");
        assertThat(cache.getNativeCache()).containsOnlyKeys("memo:epochs", "memo:epochs#method");
        assertThat(store.fields("memo:epochs")).containsEntry("method", "new");
        store.close();
    }

    /** A cache of which nothing is known but what provides it. */
    private static final class Native extends AbstractValueAdaptingCache {

        private final Object provider;

        Native(Object provider) {
            super(true);
            this.provider = provider;
        }

        @Override
        public String getName() {
            return "native";
        }

        @Override
        public Object getNativeCache() {
            return provider;
        }

        @Override
        protected @Nullable Object lookup(Object key) {
            return null;
        }

        @Override
        public <T> @Nullable T get(Object key, Callable<T> loader) {
            return null;
        }

        @Override
        public void put(Object key, @Nullable Object value) {}

        @Override
        public void evict(Object key) {}

        @Override
        public void clear() {}
    }
}
