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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Locks as keys that expire, each with the token of its holder. */
final class RedisLeases implements Leases {

    private static final Logger log = LoggerFactory.getLogger(RedisLeases.class);

    private static final String IF_MINE = "if redis.call('get', KEYS[1]) == ARGV[1] then return ";
    private static final String EXTEND = IF_MINE + "redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";
    private static final String RELEASE = IF_MINE + "redis.call('del', KEYS[1]) else return 0 end";
    private static final String GIVE_UP =
            IF_MINE + "redis.call('set', KEYS[1], ARGV[3], 'px', ARGV[2]) and 1 else return 0 end";

    /** In place of a token. */
    private static final String MARK = "-";

    private final RedisLink link;
    private final Duration deadline;
    private volatile boolean withoutScripts;

    RedisLeases(RedisLink link, Duration deadline) {
        this.link = link;
        this.deadline = deadline;
    }

    @Override
    public Taken take(String key, String token, Duration lease) throws IOException {
        SetArgs ifFree = SetArgs.Builder.nx().px(milliseconds(lease));
        if (link.ask(Lane.NEWS, "SET", deadline, redis -> redis.set(bytes(key), bytes(token), ifFree)) != null) {
            return Taken.MINE;
        }
        byte[] holder = link.ask(Lane.NEWS, "GET", deadline, redis -> redis.get(bytes(key)));
        return Arrays.equals(holder, bytes(MARK)) ? Taken.GIVEN_UP : Taken.HELD;
    }

    @Override
    public CompletionStage<Boolean> extend(String key, String token, Duration lease) {
        long until = milliseconds(lease);
        return ifMine(
                new Script(EXTEND, key, token, Long.toString(until)),
                () -> link.send(Lane.NEWS, "PEXPIRE", redis -> redis.pexpire(bytes(key), until)));
    }

    @Override
    public CompletionStage<Boolean> release(String key, String token) {
        return ifMine(
                new Script(RELEASE, key, token),
                () -> link.send(Lane.NEWS, "DEL", redis -> redis.del(bytes(key)))
                        .thenApply(deleted -> deleted == 1));
    }

    @Override
    public CompletionStage<Boolean> giveUp(String key, String token, Duration time) {
        long until = milliseconds(time);
        SetArgs ifHeld = SetArgs.Builder.xx().px(until);
        return ifMine(
                new Script(GIVE_UP, key, token, Long.toString(until), MARK),
                () -> link.send(Lane.NEWS, "SET", redis -> redis.set(bytes(key), bytes(MARK), ifHeld))
                        .thenApply(Objects::nonNull));
    }

    /** What runs within Redis, about one key. */
    private record Script(String text, String key, String token, String... more) {

        RedisFuture<Long> run(RedisClusterAsyncCommands<byte[], byte[]> redis) {
            byte[][] values = Stream.concat(Stream.of(token), Stream.of(more))
                    .map(RedisLeases::bytes)
                    .toArray(byte[][]::new);
            return redis.eval(text, ScriptOutputType.INTEGER, new byte[][] {bytes(key)}, values);
        }
    }

    /** Does something to a lock that still is of the token: by the script or, where none may be run, after a look. */
    private CompletionStage<Boolean> ifMine(Script script, Supplier<CompletionStage<Boolean>> instead) {
        if (withoutScripts) {
            return link.send(Lane.NEWS, "GET", redis -> redis.get(bytes(script.key)))
                    .thenCompose(holder -> Arrays.equals(holder, bytes(script.token))
                            ? instead.get()
                            : CompletableFuture.completedFuture(false));
        }
        return link.send(Lane.NEWS, "EVAL", script::run)
                .thenApply(answer -> answer == 1)
                .exceptionallyCompose(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (!(cause instanceof RefusedException refused) || !refused.isDenied()) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    if (!withoutScripts) {
                        withoutScripts = true;
                        log.info("{}. Locks are compared by GET instead.", refused.getMessage());
                    }
                    return ifMine(script, instead);
                });
    }

    private static long milliseconds(Duration duration) {
        return Math.max(1, duration.toMillis());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
