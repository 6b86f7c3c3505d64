package io.memo.store.shared;

import io.memo.digest.Digest;
import io.memo.store.Ticker;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.EpochSource;
import io.memo.store.tier.Notes;
import io.memo.store.tier.Realm;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.thread.DaemonThreads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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

    private static final int EPOCH_DIGITS = 16;

    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private final SharedStore store;
    private final SharedSettings settings;
    /** One for each realm that is accepted; entries are put under the names of the first. */
    private final List<SharedKeys> keys;

    private final Ticker ticker;
    private final Epochs epochs;
    private final @Nullable SharedTurns turns;
    /** Only for clears and probes, of which at most one is under way: what waits for them waits behind nothing else. */
    private final ScheduledExecutorService background;
    /** Sends, and waits for no answer. */
    private final ScheduledExecutorService timer;

    private final Breaker reads;
    private final AtomicBoolean aboutToLook = new AtomicBoolean();

    /**
     * Makes the tier and begins to look, in the background, whether the store answers.
     *
     * @param store not closed with the tier
     * @param realms those of the {@link Seal} that closes entries, which are told apart by name
     * @param notes what this machine remembers of clears over its restarts
     */
    public SharedTier(SharedStore store, SharedSettings settings, List<Realm> realms, Notes notes, Ticker ticker) {
        this(store, settings, realms, notes, ticker, SharedTier::thread);
    }

    /** @param threads makes a thread that does one thing after the other, by its name */
    SharedTier(
            SharedStore store,
            SharedSettings settings,
            List<Realm> realms,
            Notes notes,
            Ticker ticker,
            Function<String, ScheduledExecutorService> threads) {
        this.background = threads.apply("memo-shared");
        this.timer = threads.apply("memo-shared-turns");
        this.store = store;
        this.settings = settings;
        this.keys = realms.stream()
                .map(realm -> new SharedKeys(settings.application(), realm.name()))
                .toList();
        this.ticker = ticker;
        this.epochs = new Epochs(maps(store, keys, realms), new EpochNotes(notes), ticker);
        WakeUp wakeUp = new WakeUp();
        Leases leases = store.leases();
        this.turns = leases == null
                ? null
                : new SharedTurns(
                        store,
                        leases,
                        settings,
                        this::entry,
                        keys.get(0).channel(),
                        wakeUp,
                        timer,
                        this::isAway,
                        ticker);
        Probe probe = new Probe(store, epochs, this::answers, background);
        this.reads = Breaker.ofReads(ticker, probe::start);
        keys.forEach(names -> store.subscribe(names.channel(), message -> heard(message, names, wakeUp)));
        background.scheduleWithFixedDelay(this::refresh, LOOK.toNanos(), LOOK.toNanos(), TimeUnit.NANOSECONDS);
        probe.start();
    }

    private static List<EpochMap> maps(SharedStore store, List<SharedKeys> keys, List<Realm> realms) {
        List<EpochMap> maps = new ArrayList<>();
        for (int i = 0; i < realms.size(); i++) {
            maps.add(new EpochMap(store, keys.get(i), realms.get(i)));
        }
        return maps;
    }

    private static ScheduledExecutorService thread(String name) {
        ScheduledThreadPoolExecutor background = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name));
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

    private void heard(String message, SharedKeys names, WakeUp wakeUp) {
        if (message.equals(names.epochs())) {
            look();
        } else {
            wakeUp.wake(message);
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

    /** Returns the name under which this machine puts the entry. */
    private String entry(TierKey key) throws IOException {
        return names(key).get(0);
    }

    /** Returns the names under which the entry may be, the first of them this machine's own. */
    private List<String> names(TierKey key) throws IOException {
        String epoch = epochs.epoch(key.method(), key.group()).hex().substring(0, EPOCH_DIGITS);
        return keys.stream().map(names -> names.entry(epoch, key)).toList();
    }

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public byte @Nullable [] get(TierKey key) throws IOException {
        byte[] found = null;
        for (String name : names(key)) {
            found = store.get(name);
            if (found != null) {
                break;
            }
        }
        return found;
    }

    @Override
    public boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException {
        return put(key, entry, expires, () -> true);
    }

    @Override
    public boolean put(TierKey key, byte[] entry, @Nullable Instant expires, BooleanSupplier wanted)
            throws IOException {
        return write(key, expires, wanted, (name, left) -> store.putIfAbsent(name, entry, left));
    }

    @Override
    public boolean replace(TierKey key, byte[] entry, @Nullable Instant expires, BooleanSupplier wanted)
            throws IOException {
        return write(key, expires, wanted, (name, left) -> {
            store.put(name, entry, left);
            return true;
        });
    }

    private interface Writing {
        boolean to(String name, Duration timeToLive) throws IOException;
    }

    private boolean write(TierKey key, @Nullable Instant expires, BooleanSupplier wanted, Writing writing)
            throws IOException {
        Duration left = expires == null ? settings.timeToLive() : Duration.between(ticker.now(), expires);
        // In this order: what was made in an earlier epoch must not get a name in a later one.
        String name = entry(key);
        return left.compareTo(SHORTEST) < 0 || !wanted.getAsBoolean() || writing.to(name, left);
    }

    @Override
    public void remove(TierKey key) throws IOException {
        for (String name : names(key)) {
            store.remove(name);
        }
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
    public EpochSource epochs() {
        return epochs;
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
        epochs.note();
    }
}
