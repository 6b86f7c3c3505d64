package io.memo.spring.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.core.serializer.support.SerializationDelegate;

@DisplayName("7.3: a cache of Spring's as a store that several machines share")
class SpringCacheStoreTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final ConcurrentMapCache cache = cache();
    private final SpringCacheStore store = new SpringCacheStore(cache, PATIENT);
    private final SpringCacheStore other = new SpringCacheStore(cache, PATIENT);

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    @Test
    void theFirstBytesOfAKeyStay() throws IOException {
        assertThat(store.get("memo:a")).isNull();
        assertThat(store.putIfAbsent("memo:a", new byte[] {1, 2}, HOUR)).isTrue();
        assertThat(other.putIfAbsent("memo:a", new byte[] {3}, HOUR)).isFalse();
        assertThat(other.get("memo:a")).containsExactly(1, 2);

        store.remove("memo:a");
        store.remove("memo:a");
        assertThat(other.get("memo:a")).isNull();
        store.ping();
    }

    @Test
    void setsFieldsOfAMap() throws IOException {
        assertThat(store.fields("memo:m")).isEmpty();
        store.putFieldIfAbsent("memo:m", "one", "first");
        other.putFieldIfAbsent("memo:m", "one", "second");
        other.putField("memo:m", "two", "zwei");
        other.putField("memo:m", "one", "third");

        assertThat(store.fields("memo:m")).isEqualTo(Map.of("one", "third", "two", "zwei"));
    }

    @Test
    @DisplayName("a list of fields that lost one, as when two machines write it at once, brings no old value back")
    void lostNames() throws IOException {
        store.putField("memo:m", "one", "old");
        byte[] listed = (byte[]) cache.get("memo:m").get();
        store.putField("memo:m", "two", "zwei");
        store.putField("memo:m", "one", "new");
        cache.put("memo:m", listed);

        assertThat(store.fields("memo:m")).isEqualTo(Map.of("one", "new"));
        store.putFieldIfAbsent("memo:m", "two", "another");
        assertThat(store.fields("memo:m")).isEqualTo(Map.of("one", "new", "two", "zwei"));
    }

    @Test
    void whatIsNotOfTheStoreIsRemoved() throws IOException {
        cache.put("memo:a", "a text");
        cache.put("memo:m", 5);

        assertThat(store.get("memo:a")).isNull();
        assertThat(store.fields("memo:m")).isEmpty();
        assertThat(cache.get("memo:a")).isNull();
    }

    @Test
    @DisplayName("7.4: a cache that hangs costs a deadline, also when all threads of the store wait for it")
    void hangCostsOneDeadline() throws IOException {
        CountDownLatch answer = new CountDownLatch(1);
        try (SpringCacheStore impatient = new SpringCacheStore(hanging(answer), Duration.ofMillis(1))) {
            IntStream.range(0, 300)
                    .forEach(i ->
                            assertThatThrownBy(() -> impatient.get("memo:a")).isInstanceOf(IOException.class));
            answer.countDown();
            Awaitility.await().atMost(PATIENT).ignoreExceptions().until(() -> impatient.get("memo:a") == null);
        }
    }

    @Test
    void interruptedThreadDoesNotWait() {
        CountDownLatch answer = new CountDownLatch(1);
        try (SpringCacheStore hanging = new SpringCacheStore(hanging(answer), PATIENT)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> hanging.get("memo:a")).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            answer.countDown();
        }
    }

    /** Looks nothing up before the answer comes, and cannot be interrupted meanwhile, as some libraries cannot. */
    private static ConcurrentMapCache hanging(CountDownLatch answer) {
        return new ConcurrentMapCache("results") {
            @Override
            protected Object lookup(Object key) {
                while (answer.getCount() > 0) {
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        continue;
                    }
                }
                return super.lookup(key);
            }
        };
    }

    @Test
    void aFailureOfTheCacheTellsNoValue() {
        ConcurrentMapCache failing = new ConcurrentMapCache("results") {
            @Override
            public ValueWrapper putIfAbsent(Object key, Object value) {
                throw new IllegalStateException("cannot keep confidential");
            }
        };
        try (SpringCacheStore broken = new SpringCacheStore(failing, PATIENT)) {
            assertThatThrownBy(() -> broken.putIfAbsent("memo:a", new byte[1], HOUR))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The cache results failed to put: java.lang.IllegalStateException")
                    .hasNoCause();
        }
    }

    @Test
    void refusesWhenClosed() {
        store.close();
        assertThatThrownBy(() -> store.get("memo:a")).isInstanceOf(IOException.class);
        Awaitility.await()
                .atMost(PATIENT)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("memo-cache")));
    }

    /** Keeps bytes, as a cache on several machines does. */
    private static ConcurrentMapCache cache() {
        return new ConcurrentMapCache(
                "results",
                new ConcurrentHashMap<>(),
                true,
                new SerializationDelegate(SpringCacheStoreTests.class.getClassLoader())) {};
    }
}
