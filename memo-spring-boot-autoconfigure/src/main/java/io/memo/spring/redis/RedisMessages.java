package io.memo.spring.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to what. Messages arrive on a connection of their own, which subscribes again by itself when it comes back, and
 * are handed over by one thread, so that a slow listener holds up no replies; what it cannot keep up with is lost.
 */
final class RedisMessages implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisMessages.class);

    private static final int QUEUE = 1_000;

    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor delivery = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            new DefaultThreadFactory("memo-redis-messages", true),
            new ThreadPoolExecutor.DiscardPolicy());

    // Only by the thread that connects.
    private final Set<String> asked = new HashSet<>();
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private boolean denied;

    RedisMessages() {
        delivery.allowCoreThreadTimeOut(true);
    }

    void add(String channel, Consumer<String> listener) {
        listeners.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /**
     * Subscribes to what has listeners, as far as that was not done; an exception of Lettuce's says that it is to be tried again.
     */
    void connect(AbstractRedisClient client) {
        if (denied || asked.containsAll(listeners.keySet())) {
            return;
        }
        StatefulRedisPubSubConnection<String, String> current = connection;
        if (current == null) {
            current = Session.openListening(client);
            current.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    delivery.execute(() -> hand(channel, message));
                }
            });
            connection = current;
        }
        for (String channel : listeners.keySet()) {
            if (!denied && !asked.contains(channel)) {
                subscribe(current, channel);
            }
        }
    }

    private void subscribe(StatefulRedisPubSubConnection<String, String> current, String channel) {
        try {
            current.sync().subscribe(channel);
            asked.add(channel);
        } catch (RedisCommandExecutionException e) {
            denied = true;
            log.info(
                    "Redis refused SUBSCRIBE ({}): other machines are asked for changes instead of telling of them.",
                    Failures.reason(e));
        }
    }

    private void hand(String channel, String message) {
        for (Consumer<String> listener : listeners.getOrDefault(channel, List.of())) {
            try {
                listener.accept(message);
            } catch (RuntimeException e) {
                log.warn("A listener to messages of other machines failed.", e);
            }
        }
    }

    /** Lets the connection go; {@link #connect} makes another. */
    void disconnect() {
        StatefulRedisPubSubConnection<String, String> current = connection;
        connection = null;
        asked.clear();
        if (current != null) {
            current.closeAsync();
        }
    }

    /** Hands nothing over any more; the connection is closed with its client. */
    @Override
    public void close() {
        delivery.shutdownNow();
    }
}
