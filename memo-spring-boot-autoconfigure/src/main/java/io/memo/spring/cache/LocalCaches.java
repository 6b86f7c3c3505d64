package io.memo.spring.cache;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.util.ClassUtils;

/** Tells caches that live in the memory of one process, behind whatever decorators. */
final class LocalCaches {

    private static final String TRANSACTION_AWARE =
            "org.springframework.cache.transaction.TransactionAwareCacheDecorator";
    private static final int DEEPEST = 10;

    private static final List<String> LIBRARIES =
            List.of("com.github.benmanes.caffeine.", "com.google.common.cache.", "org.cache2k.");

    private LocalCaches() {}

    /** Returns whether no other process sees what is in the cache; false where that cannot be told. */
    static boolean isLocal(Cache cache) {
        Cache inside = undecorated(cache);
        if (inside instanceof NoOpCache) {
            return true;
        }
        @Nullable Object provider = inside.getNativeCache();
        if (provider == null) {
            return false;
        }
        String type = provider.getClass().getName();
        return provider.getClass() == ConcurrentHashMap.class
                || provider.getClass() == ConcurrentSkipListMap.class
                || LIBRARIES.stream().anyMatch(type::startsWith);
    }

    /** Returns what people know the cache by. */
    static String describe(Cache cache) {
        return ClassUtils.getShortName(undecorated(cache).getClass());
    }

    private static Cache undecorated(Cache cache) {
        Cache at = cache;
        for (int i = 0; i < DEEPEST && at.getClass().getName().equals(TRANSACTION_AWARE); i++) {
            at = target(at);
        }
        return at;
    }

    /** The decorator is in a module that an application need not have. */
    private static Cache target(Cache decorator) {
        try {
            return (Cache) decorator.getClass().getMethod("getTargetCache").invoke(decorator);
        } catch (ReflectiveOperationException e) {
            return decorator;
        }
    }
}
