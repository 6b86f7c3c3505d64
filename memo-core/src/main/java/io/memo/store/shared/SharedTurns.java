package io.memo.store.shared;

import io.memo.store.Ticker;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns by locks of the shared store that end by themselves unless their holder extends them. Who waits is woken by a message,
 * and looks from time to time in case it was lost.
 */
final class SharedTurns implements Turns {

    private static final long FIRST_LOOK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LAST_LOOK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int EXTENSIONS = 3;

    private final SharedStore store;
    private final Leases leases;
    private final SharedSettings settings;
    private final Names names;
    private final String channel;
    private final Bell bell;
    private final ScheduledExecutorService background;
    private final BooleanSupplier away;
    private final Ticker ticker;

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
            Bell bell,
            ScheduledExecutorService background,
            BooleanSupplier away,
            Ticker ticker) {
        this.store = store;
        this.leases = leases;
        this.settings = settings;
        this.names = names;
        this.channel = channel;
        this.bell = bell;
        this.background = background;
        this.away = away;
        this.ticker = ticker;
    }

    @Override
    public Turn await(TierKey key, BooleanSupplier arrived) throws IOException {
        String entry = names.of(key);
        long end = ticker.nanos() + settings.maxWait().toNanos();
        long pause = FIRST_LOOK;
        try (Bell.Ear ear = bell.listen(entry)) {
            while (true) {
                Held mine = take(entry);
                if (hasArrived(arrived, mine)) {
                    return Turn.NONE;
                }
                long left = end - ticker.nanos();
                if (mine != null || left <= 0) {
                    return mine != null ? mine : Turn.NONE;
                }
                ear.await(Math.min(pause, left));
                pause = Math.min(2 * pause, LAST_LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Turn.NONE;
        }
    }

    /** Looks once more with the turn in hand, and ends it unless it is needed. */
    private static boolean hasArrived(BooleanSupplier arrived, @Nullable Held mine) {
        boolean needed = false;
        try {
            needed = !arrived.getAsBoolean();
            return !needed;
        } finally {
            if (mine != null && !needed) {
                mine.close();
            }
        }
    }

    private @Nullable Held take(String entry) throws IOException {
        String lock = SharedKeys.lock(entry);
        String token = UUID.randomUUID().toString();
        try {
            return leases.take(lock, token, settings.lease()) ? new Held(entry, lock, token) : null;
        } catch (IOException e) {
            // It may be ours without our knowing.
            inBackground(() -> leases.release(lock, token));
            throw e;
        }
    }

    private interface Exchange {
        void run() throws IOException;
    }

    /** What fails here is made up for by the end of the lease and by those who look without being woken. */
    private void inBackground(Exchange exchange) {
        try {
            background.execute(() -> {
                try {
                    exchange.run();
                } catch (IOException e) {
                    return;
                }
            });
        } catch (RejectedExecutionException e) {
            return;
        }
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
                return background.scheduleWithFixedDelay(this::extend, period, period, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                return null;
            }
        }

        private void extend() {
            if (away.getAsBoolean()) {
                // The probe has the thread for itself.
                return;
            }
            try {
                if (!leases.extend(lock, token, settings.lease())) {
                    stopExtending();
                }
            } catch (IOException e) {
                // Tried again before the lease is over.
                return;
            }
        }

        private void stopExtending() {
            if (extending != null) {
                extending.cancel(false);
            }
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                stopExtending();
                inBackground(() -> {
                    leases.release(lock, token);
                    store.publish(channel, entry);
                });
            }
        }
    }
}
