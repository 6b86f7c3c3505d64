package io.memo.store.shared;

import io.memo.digest.Digest;
import io.memo.store.Ticker;
import io.memo.store.tier.Breaker;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a store that several machines use. A clear makes them unreachable for all machines at once; the others hear of
 * it by a message, or by looking once a second, and let go of what they hold themselves. What is stored goes by itself when its
 * time is over.
 */
public final class SharedTier implements ByteTier {

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Stores count in milliseconds. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private final SharedStore store;
    private final SharedSettings settings;
    private final SharedKeys keys;
    private final Ticker ticker;
    private final Epochs epochs;
    private final @Nullable SharedTurns turns;
    /** Only for clears and probes, of which at most one is under way: what waits for them waits behind nothing else. */
    private final ScheduledThreadPoolExecutor background = thread("memo-shared");
    /** Sends, and waits for no answer. */
    private final ScheduledThreadPoolExecutor timer = thread("memo-shared-turns");

    private final Breaker reads;
    private final AtomicBoolean aboutToLook = new AtomicBoolean();

    /**
     * Makes the tier and begins to look, in the background, whether the store answers.
     *
     * @param store not closed with the tier
     */
    public SharedTier(SharedStore store, SharedSettings settings, Ticker ticker) {
        this.store = store;
        this.settings = settings;
        this.keys = new SharedKeys(settings.application());
        this.ticker = ticker;
        this.epochs = new Epochs(store, keys, ticker);
        Bell bell = new Bell();
        Leases leases = store.leases();
        this.turns = leases == null
                ? null
                : new SharedTurns(
                        store, leases, settings, this::entry, keys.channel(), bell, timer, this::isAway, ticker);
        Probe probe = new Probe(store, epochs, this::answers, background);
        this.reads = Breaker.ofReads(ticker, probe::start);
        store.subscribe(keys.channel(), message -> heard(message, bell));
        background.scheduleWithFixedDelay(this::refresh, LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
        probe.start();
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            // Else it would hold on to the loader of whichever thread came first.
            thread.setContextClassLoader(null);
            return thread;
        });
        background.setRemoveOnCancelPolicy(true);
        background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return background;
    }

    /** Returns what keeps callers from reading while the store does not answer. */
    public Breaker reads() {
        return reads;
    }

    private void answers() {
        reads.close();
    }

    private void heard(String message, Bell bell) {
        if (message.equals(keys.epochs())) {
            look();
        } else {
            bell.ring(message);
        }
    }

    /** Once for all who want it before it begins. */
    private void look() {
        if (aboutToLook.compareAndSet(false, true)) {
            try {
                background.execute(() -> {
                    aboutToLook.set(false);
                    refresh();
                });
            } catch (RejectedExecutionException e) {
                // Closed.
                return;
            }
        }
    }

    /** What fails is tried again: here, or by the probe once callers were told off. */
    private void refresh() {
        if (!isAway()) {
            try {
                epochs.refresh();
            } catch (IOException | RuntimeException | LinkageError e) {
                // Nothing is read until it succeeds.
                return;
            }
        }
    }

    private boolean isAway() {
        return reads.isOpen();
    }

    private String entry(TierKey key) throws IOException {
        return keys.entry(epochs.of(key.method(), key.group()), key);
    }

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public byte @Nullable [] get(TierKey key) throws IOException {
        return store.get(entry(key));
    }

    @Override
    public boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException {
        return put(key, entry, expires, () -> true);
    }

    @Override
    public boolean put(TierKey key, byte[] entry, @Nullable Instant expires, BooleanSupplier wanted)
            throws IOException {
        Duration left = expires == null ? settings.timeToLive() : Duration.between(ticker.now(), expires);
        // In this order: what was made in an earlier epoch must not get a name in a later one.
        String name = entry(key);
        return left.compareTo(SHORTEST) < 0 || !wanted.getAsBoolean() || store.putIfAbsent(name, entry, left);
    }

    @Override
    public void remove(TierKey key) throws IOException {
        store.remove(entry(key));
    }

    @Override
    public void clear(String method) throws IOException {
        clear(new Cleared(method, null));
    }

    @Override
    public void clear(String method, Digest arguments) throws IOException {
        clearGroup(method, TierKey.groupOf(arguments));
    }

    @Override
    public void clearGroup(String method, int group) throws IOException {
        clear(new Cleared(method, group));
    }

    @Override
    public void clear() throws IOException {
        clear(Cleared.ALL);
    }

    private void clear(Cleared what) throws IOException {
        try {
            epochs.clear(what);
        } catch (IOException e) {
            look();
            throw e;
        }
    }

    @Override
    public void onClear(ClearListener listener) {
        epochs.listen(listener);
    }

    @Override
    public @Nullable Turns turns() {
        return turns;
    }

    /** Lets what was sent be answered, for a moment. */
    @Override
    public void close() {
        background.shutdown();
        timer.shutdownNow();
        try {
            long end = System.nanoTime() + LAST_WORDS.toNanos();
            while (turns != null && !turns.isQuiet() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            background.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        background.shutdownNow();
    }
}
