package io.memo.spring.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis. One thread of its own connects, again and again until it succeeds; those who ask never wait for that. A
 * connection that breaks comes back by itself; one that stays silent is replaced, since the other side may be gone without a
 * word; so is one whose replies are out of step with the commands, as a bit that flipped unnoticed can leave it. Safe for use by
 * several threads.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    /** A connection on which nothing was answered for so long is given up. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(3).toNanos();

    /** How often it is looked whether replies still belong to their commands, and for how long. */
    private static final Duration CHECK = Duration.ofSeconds(1);

    /** Of {@link #silentSince}: it is not silent. */
    private static final long ANSWERED = 0;

    private final ScheduledThreadPoolExecutor background;
    private final Supplier<OwnClient> maker;
    private final RedisMessages messages = new RedisMessages();
    private final AtomicLong silentSince = new AtomicLong(ANSWERED);
    private volatile @Nullable Session session;
    private volatile String absence = "it has not been reached yet";
    private volatile boolean closed;

    private final AtomicReference<@Nullable OwnClient> client = new AtomicReference<>();

    // Only by the thread in the background.
    private int failures;
    private boolean retrying;

    /** @param maker called once, in the background */
    RedisLink(Supplier<OwnClient> maker) {
        this.maker = maker;
        background = new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("memo-redis-connect", true));
        background.execute(this::tend);
        background.scheduleWithFixedDelay(this::check, CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Returns the reply to a command, or null if it is null.
     *
     * @param command its name, for messages
     * @param within the deadline
     * @throws RefusedException if Redis answers with an error
     * @throws IOException if there is no connection, no answer within the deadline, or the thread is interrupted, whose flag
     *     stays set
     */
    <T> @Nullable T ask(
            String command,
            Duration within,
            Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> request)
            throws IOException {
        Session current = session;
        if (current == null) {
            throw new IOException("Redis is not connected: " + absence);
        }
        Future<T> reply = null;
        try {
            reply = request.apply(current.commands());
            T value = reply.get(within.toNanos(), TimeUnit.NANOSECONDS);
            silentSince.set(ANSWERED);
            return value;
        } catch (ExecutionException e) {
            IOException failure = Failures.of(command, e.getCause() == null ? e : e.getCause());
            if (failure instanceof RefusedException) {
                silentSince.set(ANSWERED);
            }
            throw failure;
        } catch (TimeoutException e) {
            reply.cancel(true);
            silent(current);
            throw new IOException("Redis did not answer " + command + " within " + within.toMillis() + " ms");
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while Redis was asked to " + command);
        } catch (RedisException | CancellationException e) {
            throw Failures.of(command, e);
        }
    }

    /** Hands messages on the channel to the listener. */
    void listen(String channel, Consumer<String> listener) {
        messages.add(channel, listener);
        inBackground(this::tend, 0);
    }

    private void silent(Session asked) {
        long now = System.nanoTime() | 1;
        if (!silentSince.compareAndSet(ANSWERED, now) && now - silentSince.get() > SILENCE_NANOS) {
            silentSince.set(ANSWERED);
            inBackground(() -> replace(asked, "Redis stopped answering"), 0);
        }
    }

    /** Asks for what only this question can be answered with. */
    private void check() {
        Session current = session;
        if (current == null) {
            return;
        }
        byte[] sent = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        try {
            if (!Arrays.equals(sent, ask("ECHO", CHECK, redis -> redis.echo(sent)))) {
                replace(current, "Redis gave the reply to another question");
            }
        } catch (IOException e) {
            log.debug("Not checked.", e);
        }
    }

    private void replace(Session broken, String why) {
        if (session == broken) {
            session = null;
            absence = why;
            log.info("{}: connecting anew.", why);
            broken.connection().closeAsync();
            messages.disconnect();
            tend();
        }
    }

    /** Makes what is missing, and comes back later if that fails. */
    private void tend() {
        try {
            OwnClient own = client.get();
            if (own == null) {
                own = maker.get();
                client.set(own);
            }
            if (closed) {
                release();
                return;
            }
            if (session == null) {
                session = Session.open(own.lettuce());
                log.info("Connected to Redis for shared results.");
            }
            messages.connect(own.lettuce());
            failures = 0;
        } catch (RuntimeException | LinkageError e) {
            if (closed) {
                return;
            }
            absence = Failures.reason(e);
            if (failures++ == 0) {
                log.warn("Redis cannot be reached for shared results, trying on: {}", absence);
            }
            if (!retrying) {
                retrying = true;
                inBackground(
                        this::retry,
                        Math.min(
                                OwnClient.MIN_RECONNECT_DELAY.toMillis() << Math.min(failures, 10),
                                OwnClient.MAX_RECONNECT_DELAY.toMillis()));
            }
        }
    }

    private void retry() {
        retrying = false;
        tend();
    }

    private void inBackground(Runnable work, long milliseconds) {
        try {
            background.schedule(work, milliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Closed.");
        }
    }

    @Override
    public void close() {
        closed = true;
        background.shutdownNow();
        try {
            // Where it still loads the classes of the client, it lets go of it itself.
            boolean ended = background.awaitTermination(500, TimeUnit.MILLISECONDS);
            log.debug("The thread that connects has ended: {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session = null;
        absence = "it was closed";
        messages.close();
        release();
    }

    private void release() {
        OwnClient own = client.getAndSet(null);
        if (own != null) {
            own.close();
        }
    }
}
