package io.memo.spring.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.memo.store.shared.Leases;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Locks as keys that expire, each with the token of its holder. */
final class RedisLeases implements Leases {

    private static final Logger log = LoggerFactory.getLogger(RedisLeases.class);

    private static final String IF_MINE = "if redis.call('get', KEYS[1]) == ARGV[1] then return ";
    private static final String EXTEND = IF_MINE + "redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";
    private static final String RELEASE = IF_MINE + "redis.call('del', KEYS[1]) else return 0 end";

    private final RedisLink link;
    private final Duration deadline;
    private volatile boolean withoutScripts;

    RedisLeases(RedisLink link, Duration deadline) {
        this.link = link;
        this.deadline = deadline;
    }

    @Override
    public boolean take(String key, String token, Duration lease) throws IOException {
        SetArgs ifFree = SetArgs.Builder.nx().px(milliseconds(lease));
        return link.ask("SET", deadline, redis -> redis.set(bytes(key), bytes(token), ifFree)) != null;
    }

    @Override
    public boolean extend(String key, String token, Duration lease) throws IOException {
        Boolean done = script(EXTEND, key, token, Long.toString(milliseconds(lease)));
        if (done != null) {
            return done;
        }
        return isMine(key, token)
                && Boolean.TRUE.equals(
                        link.ask("PEXPIRE", deadline, redis -> redis.pexpire(bytes(key), milliseconds(lease))));
    }

    @Override
    public void release(String key, String token) throws IOException {
        if (script(RELEASE, key, token) == null && isMine(key, token)) {
            link.ask("DEL", deadline, redis -> redis.del(bytes(key)));
        }
    }

    /** Returns what the script says, or null if scripts may not be run here. */
    private @Nullable Boolean script(String script, String key, String... arguments) throws IOException {
        if (withoutScripts) {
            return null;
        }
        byte[][] values = Arrays.stream(arguments).map(RedisLeases::bytes).toArray(byte[][]::new);
        Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<Long>> eval =
                redis -> redis.eval(script, ScriptOutputType.INTEGER, new byte[][] {bytes(key)}, values);
        try {
            Long answer = link.ask("EVAL", deadline, eval);
            return answer != null && answer == 1;
        } catch (RefusedException e) {
            if (!e.isDenied()) {
                throw e;
            }
            withoutScripts = true;
            log.info("{}. Locks are compared by GET instead.", e.getMessage());
            return null;
        }
    }

    private boolean isMine(String key, String token) throws IOException {
        return Arrays.equals(link.ask("GET", deadline, redis -> redis.get(bytes(key))), bytes(token));
    }

    private static long milliseconds(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
