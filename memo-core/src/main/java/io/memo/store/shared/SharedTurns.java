package io.memo.store.shared;

import io.memo.store.Ticker;
import io.memo.store.shared.Leases.Taken;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns by locks of the shared store that end by themselves unless their holder extends them. Who waits is woken by a message,
 * and looks from time to time in case it was lost. Whose computation leaves nothing leaves a mark, by which all who wait go
 * on at once.
 *
 * <p>Extending and ending waits for no answer. Where too many answers are still to come the next one is not sent: the lock
 * ends by itself.
 */
final class SharedTurns implements Turns {

    private static final long FIRST_LOOK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LAST_LOOK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int EXTENSIONS = 3;

    /** How many answers may be still to come: far below what a store lets wait, far above what a fast one leaves waiting. */
    private static final int MOST_UNDER_WAY = 256;

    /** How long nobody waits for a computation that left nothing. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(10);

    private final SharedStore store;
    private final Leases leases;
    private final SharedSettings settings;
    private final Names names;
    private final String channel;
    private final WakeUp wakeUp;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier away;
    private final Ticker ticker;
    private final AtomicInteger underWay = new AtomicInteger();

    /** The name of an entry in the store. */
    interface Names {
        String of(TierKey key) throws IOException;
    }

    SharedTurns(
            SharedStore store,
            Leases leases,
            SharedSettings settings,
            Names names,
            String channel,
            WakeUp wakeUp,
            ScheduledExecutorService timer,
            BooleanSupplier away,
            Ticker ticker) {
        this.store = store;
        this.leases = leases;
        this.settings = settings;
        this.names = names;
        this.channel = channel;
        this.wakeUp = wakeUp;
        this.timer = timer;
        this.away = away;
        this.ticker = ticker;
    }

    @Override
    public Turn await(TierKey key, BooleanSupplier arrived) throws IOException {
        String entry = names.of(key);
        long end = ticker.nanos() + settings.maxWait().toNanos();
        long pause = FIRST_LOOK;
        try (WakeUp.Waiter waiter = wakeUp.waitFor(entry)) {
            while (true) {
                Attempt attempt = take(entry);
                if (attempt.mine != null) {
                    return isNeeded(arrived, attempt.mine) ? attempt.mine : Turn.NONE;
                }
                long left = end - ticker.nanos();
                if (attempt.taken == Taken.GIVEN_UP || left <= 0) {
                    return Turn.NONE;
                }
                waiter.await(Math.min(pause, left));
                if (arrived.getAsBoolean()) {
                    return Turn.NONE;
                }
                pause = Math.min(2 * pause, LAST_LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Turn.NONE;
        }
    }

    @Override
    public @Nullable Turn tryTake(TierKey key) throws IOException {
        return take(names.of(key)).mine;
    }

    /** Looks once more with the turn in hand, and ends it unless it is needed. */
    private static boolean isNeeded(BooleanSupplier arrived, Held mine) {
        boolean needed = false;
        try {
            needed = !arrived.getAsBoolean();
            return needed;
        } finally {
            if (!needed) {
                mine.end(true);
            }
        }
    }

    /** @param mine the turn, if it is the caller's */
    private record Attempt(Taken taken, @Nullable Held mine) {}

    private Attempt take(String entry) throws IOException {
        String lock = SharedKeys.lock(entry);
        String token = UUID.randomUUID().toString();
        try {
            Taken taken = leases.take(lock, token, settings.lease());
            return new Attempt(taken, taken == Taken.MINE ? new Held(entry, lock, token) : null);
        } catch (IOException e) {
            // It may be ours without our knowing.
            send(() -> leases.release(lock, token), held -> {});
            throw e;
        }
    }

    private interface Answered {
        void with(boolean held) throws IOException;
    }

    /** What is not sent, or fails, is made up for by the end of the lease and by those who look without being woken. */
    private void send(Supplier<CompletionStage<Boolean>> request, Answered answered) {
        if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
            underWay.decrementAndGet();
            return;
        }
        CompletionStage<Boolean> answer;
        try {
            answer = request.get();
        } catch (RuntimeException | LinkageError e) {
            underWay.decrementAndGet();
            return;
        }
        answer.whenComplete((held, failure) -> {
            underWay.decrementAndGet();
            if (failure == null) {
                try {
                    answered.with(held);
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    /** Returns whether all that was sent was answered. */
    boolean isQuiet() {
        return underWay.get() == 0;
    }

    /** A turn of this process. */
    private final class Held implements Turn {

        private final String entry;
        private final String lock;
        private final String token;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final @Nullable ScheduledFuture<?> extending;

        private Held(String entry, String lock, String token) {
            this.entry = entry;
            this.lock = lock;
            this.token = token;
            this.extending = startExtending();
        }

        private @Nullable ScheduledFuture<?> startExtending() {
            long period = Math.max(1, settings.lease().toNanos() / EXTENSIONS);
            try {
                return timer.scheduleWithFixedDelay(this::extend, period, period, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                return null;
            }
        }

        private void extend() {
            // What fails is tried again before the lease is over.
            if (!away.getAsBoolean()) {
                send(() -> leases.extend(lock, token, settings.lease()), held -> {
                    if (!held) {
                        stopExtending();
                    }
                });
            }
        }

        private void stopExtending() {
            if (extending != null) {
                extending.cancel(false);
            }
        }

        @Override
        public void end(boolean kept) {
            if (ended.compareAndSet(false, true)) {
                stopExtending();
                send(
                        () -> kept ? leases.release(lock, token) : leases.giveUp(lock, token, GIVEN_UP),
                        held -> store.publish(channel, entry));
            }
        }
    }
}
