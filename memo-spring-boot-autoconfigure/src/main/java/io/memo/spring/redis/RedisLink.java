package io.memo.spring.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.memo.store.tier.NotNowException;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis. One thread of its own connects, again and again until it succeeds; those who ask never wait for that. A
 * connection that breaks comes back by itself, also one that was {@link SilenceWatch silent}; one whose replies are out of step
 * with the commands, as a bit that flipped unnoticed can leave it, is replaced. Safe for use by several threads.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    /** How often it is looked whether replies still belong to their commands, and for how long. */
    private static final Duration CHECK = Duration.ofSeconds(1);

    /** How soon after a silence it is looked for other nodes again, whose making may be silent, too. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** After so long a silence is another one. */
    private static final Duration NEWS = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor background;
    private final Function<Runnable, OwnClient> maker;
    private final RedisMessages messages = new RedisMessages();
    private final Map<Lane, Session> sessions = new ConcurrentHashMap<>();
    private volatile String absence = "it has not been reached yet";
    private volatile boolean closed;

    private final AtomicReference<@Nullable OwnClient> client = new AtomicReference<>();

    // Only by the thread in the background.
    private int failures;
    private boolean retrying;
    private @Nullable Long silentAt;

    /** @param maker called once, in the background, with what is to be called when a connection was silent */
    RedisLink(Function<Runnable, OwnClient> maker) {
        this.maker = maker;
        background = new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("memo-redis-connect", true));
        background.execute(this::tend);
        background.scheduleWithFixedDelay(this::check, CHECK.toMillis(), CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something that is asked for. */
    interface Request<T> extends Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> {}

    /**
     * Returns the reply to a command, or null if it is null.
     *
     * @param command its name, for messages
     * @param within the deadline
     * @throws RefusedException if Redis answers with an error
     * @throws NotNowException if the node that is to answer is away, and others of its cluster are not
     * @throws IOException if there is no connection, no answer within the deadline, or the thread is interrupted, whose flag
     *     stays set
     */
    <T> @Nullable T ask(Lane lane, String command, Duration within, Request<T> request) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(command);
        }
        Session current = session(lane);
        Future<T> reply = null;
        try {
            reply = request.apply(current.commands());
            return reply.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw Failures.of(command, e.getCause() == null ? e : e.getCause(), current);
        } catch (TimeoutException e) {
            giveUp(lane, reply);
            throw new IOException("Redis did not answer " + command + " within " + within.toMillis() + " ms");
        } catch (InterruptedException e) {
            giveUp(lane, reply);
            Thread.currentThread().interrupt();
            throw interrupted(command);
        } catch (RedisException | CancellationException e) {
            throw Failures.of(command, e, current);
        }
    }

    /** What is written stays in the memory of this process until it is answered: whoever counts it needs to know when. */
    private static void giveUp(Lane lane, @Nullable Future<?> reply) {
        if (lane != Lane.WRITES && reply != null) {
            reply.cancel(true);
        }
    }

    private static InterruptedIOException interrupted(String command) {
        return new InterruptedIOException("Interrupted while Redis was asked to " + command);
    }

    /** Returns the reply to come, as {@link #ask} does; one that never comes is a failure when its connection is closed. */
    <T> CompletionStage<T> send(Lane lane, String command, Request<T> request) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        try {
            Session current = session(lane);
            request.apply(current.commands()).whenComplete((value, failure) -> {
                if (failure == null) {
                    outcome.complete(value);
                } else {
                    outcome.completeExceptionally(Failures.of(command, failure, current));
                }
            });
        } catch (IOException e) {
            outcome.completeExceptionally(e);
        } catch (RedisException e) {
            outcome.completeExceptionally(Failures.of(command, e));
        }
        return outcome;
    }

    private Session session(Lane lane) throws IOException {
        Session current = sessions.get(lane);
        if (current == null) {
            throw new IOException("Redis is not connected: " + absence);
        }
        return current;
    }

    /** Hands messages on the channel to the listener. */
    void listen(String channel, Consumer<String> listener) {
        messages.add(channel, listener);
        inBackground(this::tend, 0);
    }

    private void silent() {
        inBackground(this::afterSilence, 0);
    }

    /**
     * A connection was silent and makes itself anew. What only listens is made anew once, for nobody could tell whether it is
     * silent; while a node stays so it is looked for another one now and then.
     */
    private void afterSilence() {
        long now = System.nanoTime();
        boolean again = silentAt != null && now - silentAt < LOOK_AGAIN.toNanos();
        if (!again) {
            if (silentAt == null || now - silentAt > NEWS.toNanos()) {
                log.info("Redis stopped answering: connecting anew.");
                messages.disconnect();
            }
            silentAt = now;
            OwnClient own = client.get();
            if (own != null) {
                own.lookForNodes();
            }
            tend();
        }
    }

    /** Asks for what only this question can be answered with. */
    private void check() {
        sessions.forEach((lane, current) -> {
            byte[] sent = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
            try {
                if (!Arrays.equals(sent, ask(lane, "ECHO", CHECK, redis -> redis.echo(sent)))) {
                    replace(lane, current, "Redis gave the reply to another question");
                }
            } catch (IOException e) {
                log.debug("Not checked.", e);
            }
        });
    }

    private void replace(Lane lane, Session broken, String why) {
        if (sessions.remove(lane, broken)) {
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
                own = maker.apply(this::silent);
                client.set(own);
            }
            if (closed) {
                release();
                return;
            }
            connect(own);
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

    private void connect(OwnClient own) {
        boolean connected = false;
        for (Lane lane : Lane.values()) {
            if (!sessions.containsKey(lane)) {
                sessions.put(lane, Session.open(own.lettuce()));
                connected = true;
            }
        }
        if (connected) {
            log.info("Connected to Redis for shared results.");
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
        sessions.clear();
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
