package io.memo.store.shared;

import io.memo.digest.FramedSink;
import io.memo.store.Ticker;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.ByteTier.ClearListener;
import io.memo.store.tier.Cleared;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which entries count. The epoch of a method is a part of the names of its entries, and so is that of the group that a call's
 * arguments are of. A clear begins a new one: what was stored before is out of reach at once, without being looked for. A clear
 * that the store did not hear of is told to it before anything else is read.
 *
 * <p>Epochs are drawn, not counted: a store that loses them goes on with one that nobody used. A store that goes back to an
 * earlier one, as a restart with old data does, is told the later one by whoever knows it. Safe for use by several threads.
 */
final class Epochs {

    /** Changes when the store has lost the epochs. */
    private static final String LIFE = "life";

    private static final String ALL = "all";
    private static final String METHOD = "method:";
    /** Then two digits, a colon and the method. */
    private static final String GROUP = "group:";

    private static final int METHOD_IN_GROUP = GROUP.length() + 3;
    private static final Pattern GROUP_FIELD = Pattern.compile(GROUP + "[0-9a-f]{2}:.+", Pattern.DOTALL);

    private final SharedStore store;
    private final SharedKeys keys;
    private final Ticker ticker;
    private final ReentrantLock exchange = new ReentrantLock();
    /** What is to be told, each with an object of its own. */
    private final Map<String, Object> unsent = new ConcurrentHashMap<>();

    private final List<ClearListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Map<String, String> known;
    private volatile boolean stale = true;

    Epochs(SharedStore store, SharedKeys keys, Ticker ticker) {
        this.store = store;
        this.keys = keys;
        this.ticker = ticker;
    }

    /** Calls the listener when another process cleared something, and with what was cleared before this one began. */
    void listen(ClearListener listener) {
        listeners.add(listener);
        Map<String, String> now = known;
        if (now != null) {
            now.forEach((field, token) -> tell(field, until(token), listener));
        }
    }

    /**
     * Returns the epoch of the method's calls with arguments of the group.
     *
     * @throws IOException if it is not known
     */
    String of(String method, int group) throws IOException {
        Map<String, String> now = known;
        FramedSink epoch = new FramedSink();
        for (String field : List.of(LIFE, ALL, METHOD + method, group(method, group))) {
            if (now == null || stale || unsent.containsKey(field)) {
                throw new IOException("which entries were cleared is not known");
            }
            epoch.putString(now.getOrDefault(field, ""));
        }
        return epoch.digest().hex().substring(0, 16);
    }

    /**
     * Begins a new epoch. Tells the store at once unless the last exchange failed: then who clears a hundred methods would wait
     * a hundred times.
     *
     * @throws IOException if the store was not told; it is told later, and until then there is no epoch
     */
    void clear(Cleared what) throws IOException {
        unsent.put(field(what), new Object());
        if (stale) {
            throw new IOException("other machines hear of the clear when the store answers");
        }
        refresh();
    }

    private static String field(Cleared what) {
        String method = what.method();
        Integer group = what.group();
        if (method == null) {
            return ALL;
        }
        return group == null ? METHOD + method : group(method, group);
    }

    private static String group(String method, int group) {
        return "%s%02x:%s".formatted(GROUP, group, method);
    }

    /**
     * Tells the store of clears and learns of those of others.
     *
     * @throws IOException if that did not succeed; until it does there is no epoch
     */
    void refresh() throws IOException {
        exchange.lock();
        try {
            Map<String, Object> own = Map.copyOf(unsent);
            Map<String, String> read = read();
            Map<String, String> merged = merge(read, own.keySet());
            boolean told = false;
            for (Map.Entry<String, String> field : merged.entrySet()) {
                if (!field.getValue().equals(read.get(field.getKey()))) {
                    store.putField(keys.epochs(), field.getKey(), field.getValue());
                    told = true;
                }
            }
            accept(read, merged, own);
            if (told) {
                announce();
            }
        } catch (IOException | RuntimeException | Error e) {
            stale = true;
            throw e;
        } finally {
            exchange.unlock();
        }
    }

    private void announce() {
        try {
            store.publish(keys.channel(), keys.epochs());
        } catch (IOException e) {
            // The others look once a second.
            return;
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> read = store.fields(keys.epochs());
        if (!read.containsKey(LIFE)) {
            store.putFieldIfAbsent(keys.epochs(), LIFE, Token.after(null, ticker.now()));
            read = store.fields(keys.epochs());
        }
        if (!read.containsKey(LIFE)) {
            throw new IOException("the store does not keep the epochs");
        }
        Map<String, String> tokens = new HashMap<>(read);
        tokens.values().removeIf(token -> !Token.isToken(token));
        return tokens;
    }

    private Map<String, String> merge(Map<String, String> read, Set<String> own) {
        Map<String, String> merged = new HashMap<>(read);
        Map<String, String> before = known;
        if (before != null) {
            before.forEach((field, token) -> {
                if (!field.equals(LIFE)) {
                    merged.merge(field, token, this::later);
                }
            });
        }
        for (String field : own) {
            merged.put(field, Token.after(merged.get(field), ticker.now()));
        }
        return merged;
    }

    /**
     * The store has an earlier token than is known: it went back, or two machines cleared at the same time and the one with the
     * earlier token wrote last. A new one lets all hear of the clear that was overwritten.
     */
    private String later(String read, String known) {
        return read.compareTo(known) >= 0 ? read : Token.after(known, ticker.now());
    }

    private void accept(Map<String, String> read, Map<String, String> merged, Map<String, Object> sent) {
        Map<String, @Nullable Instant> elsewhere = clearedElsewhere(read);
        // Before, so that no run that began earlier is stored in the new epoch; after, so that nothing read in the old
        // one stays.
        tell(elsewhere);
        known = Map.copyOf(merged);
        // A clear that came meanwhile is another one: what others stored since the first was sent is to go, too.
        sent.forEach(unsent::remove);
        stale = false;
        tell(elsewhere);
    }

    /** Returns what others cleared, each with the time until which what is stored is meant, null for all. */
    private Map<String, @Nullable Instant> clearedElsewhere(Map<String, String> read) {
        Map<String, String> before = known;
        Map<String, @Nullable Instant> cleared = new HashMap<>();
        read.forEach((field, token) -> {
            if (before == null) {
                cleared.put(field, until(token));
            } else if (!token.equals(before.get(field))) {
                cleared.put(field, null);
            }
        });
        return cleared;
    }

    /** By the clock of another machine. */
    private static Instant until(String token) {
        return Token.made(token).plus(ByteTier.SKEW);
    }

    private void tell(Map<String, @Nullable Instant> cleared) {
        cleared.forEach((field, until) -> listeners.forEach(listener -> tell(field, until, listener)));
    }

    private static void tell(String field, @Nullable Instant until, ClearListener listener) {
        if (field.equals(ALL)) {
            listener.cleared(Cleared.ALL, until);
        } else if (field.startsWith(METHOD)) {
            listener.cleared(new Cleared(field.substring(METHOD.length()), null), until);
        } else if (GROUP_FIELD.matcher(field).matches()) {
            int group = Integer.parseInt(field, GROUP.length(), METHOD_IN_GROUP - 1, 16);
            listener.cleared(new Cleared(field.substring(METHOD_IN_GROUP), group), until);
        }
    }
}
