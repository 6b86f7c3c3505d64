package io.memo.store.shared;

import io.memo.digest.FramedSink;
import io.memo.store.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries count. The epoch of a method is a part of the names of its entries, and a clear begins a new one: what was
 * stored before is out of reach at once, without being looked for. A clear that the store did not hear of is told to it before
 * anything else is read.
 *
 * <p>Epochs are drawn, not counted: a store that loses them goes on with one that nobody used. A store that goes back to an
 * earlier one, as a restart with old data does, is told the later one by whoever knows it. Safe for use by several threads.
 */
final class Epochs {

    /** Changes when the store has lost the epochs. */
    private static final String LIFE = "life";

    private static final String ALL = "all";
    private static final String METHOD = "method:";
    /** How far the clocks of machines may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final SharedStore store;
    private final SharedKeys keys;
    private final Ticker ticker;
    private final Instant began;
    private final ReentrantLock exchange = new ReentrantLock();
    private final Set<String> unsent = ConcurrentHashMap.newKeySet();
    private final List<Consumer<@Nullable String>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Map<String, String> known;
    private volatile boolean stale = true;

    Epochs(SharedStore store, SharedKeys keys, Ticker ticker) {
        this.store = store;
        this.keys = keys;
        this.ticker = ticker;
        this.began = ticker.now();
    }

    /** Calls the listener with the name of a method, or null for all, when another process cleared it. */
    void listen(Consumer<@Nullable String> listener) {
        listeners.add(listener);
    }

    /**
     * Returns the method's epoch.
     *
     * @throws IOException if it is not known
     */
    String of(String method) throws IOException {
        Map<String, String> now = known;
        if (now == null || stale || unsent.contains(ALL) || unsent.contains(METHOD + method)) {
            throw new IOException("which entries were cleared is not known");
        }
        FramedSink epoch = new FramedSink();
        for (String field : List.of(LIFE, ALL, METHOD + method)) {
            epoch.putString(now.getOrDefault(field, ""));
        }
        return epoch.digest().hex().substring(0, 16);
    }

    /**
     * Begins a new epoch.
     *
     * @param method the method that it is for, null for all
     * @throws IOException if the store was not told; it is told later, and until then there is no epoch
     */
    void clear(@Nullable String method) throws IOException {
        unsent.add(method == null ? ALL : METHOD + method);
        refresh();
    }

    /**
     * Tells the store of clears and learns of those of others.
     *
     * @throws IOException if that did not succeed; until it does there is no epoch
     */
    void refresh() throws IOException {
        exchange.lock();
        try {
            Set<String> own = Set.copyOf(unsent);
            Map<String, String> read = read();
            Map<String, String> merged = merge(read, own);
            boolean told = false;
            for (Map.Entry<String, String> field : merged.entrySet()) {
                if (!field.getValue().equals(read.get(field.getKey()))) {
                    store.putField(keys.epochs(), field.getKey(), field.getValue());
                    told = true;
                }
            }
            accept(merged, own);
            if (told) {
                store.publish(keys.channel(), keys.epochs());
            }
        } catch (IOException e) {
            stale = true;
            throw e;
        } finally {
            exchange.unlock();
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> read = store.fields(keys.epochs());
        if (!read.containsKey(LIFE)) {
            store.putFieldIfAbsent(keys.epochs(), LIFE, Token.after(null, ticker.now()));
            read = store.fields(keys.epochs());
        }
        return read;
    }

    private Map<String, String> merge(Map<String, String> read, Set<String> own) {
        Map<String, String> merged = new HashMap<>(read);
        Map<String, String> before = known;
        if (before != null) {
            before.forEach((field, token) -> {
                if (!field.equals(LIFE)) {
                    merged.merge(field, token, (one, other) -> Objects.requireNonNull(Token.later(one, other)));
                }
            });
        }
        for (String field : own) {
            merged.put(field, Token.after(merged.get(field), ticker.now()));
        }
        return merged;
    }

    private void accept(Map<String, String> merged, Set<String> own) {
        Set<String> elsewhere = clearedElsewhere(merged);
        elsewhere.removeAll(own);
        // Before, so that no run that began earlier is stored in the new epoch; after, so that nothing read in the old
        // one stays.
        tell(elsewhere);
        known = Map.copyOf(merged);
        unsent.removeAll(own);
        stale = false;
        tell(elsewhere);
    }

    private Set<String> clearedElsewhere(Map<String, String> merged) {
        Map<String, String> before = known;
        Set<String> cleared = new HashSet<>();
        merged.forEach((field, token) -> {
            boolean later =
                    before == null ? !Token.made(token).isBefore(began.minus(SKEW)) : !token.equals(before.get(field));
            if (later && !field.equals(LIFE)) {
                cleared.add(field);
            }
        });
        return cleared;
    }

    private void tell(Set<String> fields) {
        Stream<@Nullable String> methods =
                fields.stream().map(field -> field.equals(ALL) ? null : field.substring(METHOD.length()));
        methods.forEach(method -> listeners.forEach(listener -> listener.accept(method)));
    }
}
