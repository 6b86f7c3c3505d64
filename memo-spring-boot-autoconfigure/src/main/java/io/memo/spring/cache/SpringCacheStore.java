package io.memo.spring.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.memo.InvalidMemoizeException;
import io.memo.store.Ticker;
import io.memo.store.shared.SharedStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.CacheManager;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Results in one of Spring's caches, as byte arrays under strings. How long they stay is the provider's matter, but for caches in this
 * process, which may have no such setting: there they go when their time is over or something is cleared. There are no
 * locks and no messages. The provider is asked by a few threads of the store's, so that the deadline holds for those that wait.
 *
 * <p>A map is kept as an entry for each field, so that two machines that set fields at once undo nothing of each other, and an
 * entry that lists the fields. A list that lost a name makes the field look absent until it is set again, which keeps its value.
 */
public final class SpringCacheStore implements SharedStore {

    private static final int THREADS = 8;
    private static final int QUEUE = 256;
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(2);
    private static final String SEPARATOR = "\0";

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final Cache cache;
    private final Duration deadline;
    private final ThreadPoolExecutor threads;
    /** Null where the cache is another process's too, or its provider's own: how long entries stay is said there. */
    private final @Nullable WrittenNames written;

    /** @param deadline of each operation but {@link #ping} */
    public SpringCacheStore(Cache cache, Duration deadline) {
        this(cache, deadline, Ticker.SYSTEM);
    }

    SpringCacheStore(Cache cache, Duration deadline, Ticker ticker) {
        this.cache = cache;
        this.written = LocalCaches.isLocal(cache) ? new WrittenNames(ticker) : null;
        this.deadline = deadline;
        CustomizableThreadFactory factory = new CustomizableThreadFactory("memo-cache-");
        factory.setDaemon(true);
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns a store in the cache of that name.
     *
     * @throws InvalidMemoizeException if there is no such cache, or more than one cache manager and none is primary
     */
    public static SpringCacheStore named(String name, ListableBeanFactory beans, Duration deadline) {
        CacheManager manager = beans.getBeanProvider(CacheManager.class).getIfUnique();
        if (manager == null) {
            throw new InvalidMemoizeException(
                    "memo.shared.cache=" + name + ", but there is no CacheManager, or none among several is primary.",
                    "Add @EnableCaching and a cache library, or mark the CacheManager to be used with @Primary.");
        }
        Cache cache = manager.getCache(name);
        if (cache == null) {
            throw new InvalidMemoizeException(
                    "memo.shared.cache=" + name + ", but the CacheManager has no cache of that name: it has "
                            + manager.getCacheNames() + ".",
                    "Name one of these, or configure the cache.");
        }
        if (LocalCaches.isLocal(cache)) {
            log.warn(
                    "memo.shared.cache={} is a {}, which lies in the memory of this process: no other machine sees what is put there, so"
                            + " nothing is shared. Name a cache of a provider that spans machines, such as Hazelcast or Infinispan,"
                            + " or remove memo.shared.cache to use the application's Redis, or set memo.shared.enabled=false.",
                    name,
                    LocalCaches.describe(cache));
        }
        return new SpringCacheStore(cache, deadline);
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public void ping() throws IOException {
        within(PING_TIMEOUT, "ping", () -> cache.get("memo:ping"));
    }

    @Override
    public byte @Nullable [] get(String key) throws IOException {
        return within(deadline, "get", () -> bytes(key));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) throws IOException {
        return Boolean.TRUE.equals(within(deadline, "put", () -> {
            boolean put = cache.putIfAbsent(key, value) == null;
            if (put && written != null) {
                written.wrote(key, timeToLive).forEach(cache::evictIfPresent);
            }
            return put;
        }));
    }

    @Override
    public void put(String key, byte[] value, Duration timeToLive) throws IOException {
        within(deadline, "put", () -> {
            cache.put(key, value);
            if (written != null) {
                written.wrote(key, timeToLive).forEach(cache::evictIfPresent);
            }
            return true;
        });
    }

    @Override
    public void remove(String key) throws IOException {
        within(deadline, "remove", () -> cache.evictIfPresent(key));
    }

    @Override
    public Map<String, String> fields(String key) throws IOException {
        Map<String, String> fields = within(deadline, "get", () -> {
            Map<String, String> found = new LinkedHashMap<>();
            for (String field : names(key)) {
                byte[] value = bytes(entry(key, field));
                if (value != null) {
                    found.put(field, new String(value, UTF_8));
                }
            }
            return found;
        });
        return fields == null ? Map.of() : fields;
    }

    @Override
    public void putFieldIfAbsent(String key, String field, String value) throws IOException {
        within(deadline, "put", () -> {
            cache.putIfAbsent(entry(key, field), value.getBytes(UTF_8));
            return list(key, field);
        });
    }

    @Override
    public void putField(String key, String field, String value) throws IOException {
        within(deadline, "put", () -> {
            cache.put(entry(key, field), value.getBytes(UTF_8));
            if (written != null) {
                // Something was cleared: what it left behind has names that nobody asks for any more.
                written.all().forEach(cache::evictIfPresent);
            }
            return list(key, field);
        });
    }

    private boolean list(String key, String field) {
        Set<String> names = names(key);
        if (names.add(field)) {
            cache.put(key, String.join(SEPARATOR, names).getBytes(UTF_8));
        }
        return true;
    }

    private Set<String> names(String key) {
        byte[] list = bytes(key);
        Set<String> names = new TreeSet<>();
        if (list != null) {
            names.addAll(List.of(new String(list, UTF_8).split(SEPARATOR, -1)));
        }
        return names;
    }

    private static String entry(String key, String field) {
        return key + "#" + field;
    }

    /** Returns the bytes under the key, null if there are none; what is none of this store's is removed. */
    private byte @Nullable [] bytes(String key) {
        ValueWrapper found = cache.get(key);
        if (found == null) {
            return null;
        }
        if (found.get() instanceof byte[] bytes) {
            return bytes;
        }
        cache.evictIfPresent(key);
        return null;
    }

    private <T> @Nullable T within(Duration limit, String what, Callable<@Nullable T> operation) throws IOException {
        Future<T> result = null;
        try {
            result = threads.submit(operation);
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException("The cache " + cache.getName() + " was closed, or too many wait for it");
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new IOException(
                    "The cache " + cache.getName() + " did not " + what + " within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "Interrupted while the cache " + cache.getName() + " was asked to " + what);
        } catch (ExecutionException e) {
            // Without the cause, whose text may hold a value.
            String cause = e.getCause() == null ? "" : e.getCause().getClass().getName();
            throw new IOException("The cache " + cache.getName() + " failed to " + what + ": " + cause);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
