package io.memo.spring.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.SetArgs;
import io.memo.store.shared.Leases;
import io.memo.store.shared.SharedStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Results in the Redis that the application uses, over connections of its own: always to the primary, and each command within
 * a deadline. What Redis answers with an error becomes an {@link IOException} that names the error's first word.
 *
 * <p>A key that holds something else than this store wrote there is emptied when it is read. A value without bytes, which no entry is,
 * counts as none; of a value that is larger than any entry the beginning is read.
 */
public final class RedisSharedStore implements SharedStore {

    private static final Logger log = LoggerFactory.getLogger(RedisSharedStore.class);

    /** The largest entry that may be configured. */
    private static final int LARGEST = 8 << 20;

    /** Somebody else may have put half a gigabyte under one of the names; what is cut off is no entry any more. */
    private static final int MOST_READ = LARGEST + (1 << 16);

    /** Bytes that were sent and are not answered; room for two of the largest values. */
    static final long MOST_UNANSWERED = 2 * LARGEST;

    private final RedisLink link;
    private final Unanswered unanswered = new Unanswered(MOST_UNANSWERED);
    private final Leases leases;
    private final Duration deadline;
    private volatile boolean silent;

    private RedisSharedStore(RedisLink link, Duration deadline) {
        this.link = link;
        this.leases = new RedisLeases(link, deadline);
        this.deadline = deadline;
    }

    /**
     * Returns a store in the Redis of the factory, which is not changed. Does not wait until it is connected.
     *
     * @param application neither closed nor otherwise touched by the store
     * @param deadline of each operation but {@link #ping}
     * @throws IllegalArgumentException if the factory is of a list of masters and replicas, which does not tell where to write
     */
    public static RedisSharedStore beside(LettuceConnectionFactory application, Duration deadline) {
        if (OwnClient.isStaticMasterReplica(application)) {
            throw new IllegalArgumentException(
                    "The RedisConnectionFactory has a list of masters and replicas, which does not tell where to write.");
        }
        return new RedisSharedStore(new RedisLink(silent -> OwnClient.beside(application, silent)), deadline);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void ping() throws IOException {
        for (Lane needed : List.of(Lane.NEWS, Lane.READS)) {
            link.ask(needed, "PING", OwnClient.CONNECT_TIMEOUT, redis -> redis.ping());
        }
    }

    @Override
    public byte @Nullable [] get(String key) throws IOException {
        try {
            byte[] found =
                    link.ask(Lane.READS, "GETRANGE", deadline, redis -> redis.getrange(bytes(key), 0, MOST_READ - 1));
            return found == null || found.length == 0 ? null : found;
        } catch (RefusedException e) {
            emptyIfForeign(key, e);
            return null;
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) throws IOException {
        if (setIfAbsent(key, value, timeToLive)) {
            return true;
        }
        // An empty value reads as none, and would keep the name for as long as it lives.
        byte[] start = link.ask(Lane.WRITES, "GETRANGE", deadline, redis -> redis.getrange(bytes(key), 0, 0));
        if (start == null || start.length > 0) {
            return false;
        }
        remove(key);
        return setIfAbsent(key, value, timeToLive);
    }

    private boolean setIfAbsent(String key, byte[] value, Duration timeToLive) throws IOException {
        return set(key, value, SetArgs.Builder.nx().px(Math.max(1, timeToLive.toMillis())));
    }

    /** Returns whether Redis took it. */
    private boolean set(String key, byte[] value, SetArgs how) throws IOException {
        try (Unanswered.Sending sending = unanswered.send(value.length)) {
            return link.ask(Lane.WRITES, "SET", deadline, redis -> sending.until(redis.set(bytes(key), value, how)))
                    != null;
        }
    }

    @Override
    public void put(String key, byte[] value, Duration timeToLive) throws IOException {
        set(key, value, SetArgs.Builder.px(Math.max(1, timeToLive.toMillis())));
    }

    @Override
    public void remove(String key) throws IOException {
        link.ask(Lane.READS, "UNLINK", deadline, redis -> redis.unlink(bytes(key)));
    }

    @Override
    public Map<String, String> fields(String key) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try {
            Map<byte[], byte[]> found = link.ask(Lane.NEWS, "HGETALL", deadline, redis -> redis.hgetall(bytes(key)));
            if (found != null) {
                found.forEach((field, value) -> fields.put(new String(field, UTF_8), new String(value, UTF_8)));
            }
        } catch (RefusedException e) {
            emptyIfForeign(key, e);
        }
        return fields;
    }

    @Override
    public void putFieldIfAbsent(String key, String field, String value) throws IOException {
        link.ask(Lane.NEWS, "HSETNX", deadline, redis -> redis.hsetnx(bytes(key), bytes(field), bytes(value)));
    }

    @Override
    public void putField(String key, String field, String value) throws IOException {
        link.ask(Lane.NEWS, "HSET", deadline, redis -> redis.hset(bytes(key), bytes(field), bytes(value)));
    }

    @Override
    public Leases leases() {
        return leases;
    }

    /** Sends the message; where Redis does not let the application's user publish, all messages are lost. */
    @Override
    public void publish(String channel, String message) {
        if (!silent) {
            link.send(Lane.NEWS, "PUBLISH", redis -> redis.publish(bytes(channel), bytes(message)))
                    .whenComplete((listeners, failure) -> denied(failure));
        }
    }

    private void denied(@Nullable Throwable failure) {
        if (failure instanceof RefusedException refused && refused.isDenied() && !silent) {
            silent = true;
            log.info("{}. Other machines learn of changes later, by asking.", refused.getMessage());
        }
    }

    @Override
    public void subscribe(String channel, Consumer<String> listener) {
        link.listen(channel, listener);
    }

    @Override
    public void close() {
        link.close();
    }

    private void emptyIfForeign(String key, RefusedException refused) throws IOException {
        if (!refused.is("WRONGTYPE")) {
            throw refused;
        }
        remove(key);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
