package io.memo.store.shared;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.Ticker;
import io.memo.store.tier.ByteTier.ClearListener;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.EpochSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which entries count. The epoch of a method is a part of the names of its entries, and so is that of the group that a call's
 * arguments are of. A clear begins a new one: what was stored before is out of reach at once, without being looked for. A clear
 * that the store did not hear of is told to it before anything else is read.
 *
 * <p>Epochs are drawn, not counted: a store that loses them goes on with one that nobody used. A store that goes back to an
 * earlier one, as a restart with old data does, is told the later one by whoever knows it: each machine that runs, and after a restart
 * each that has notes. The maps of all realms that are accepted here say the same, so that a clear is heard on both sides while a
 * secret is being replaced. Safe for use by several threads.
 */
final class Epochs implements EpochSource {

    private final List<EpochMap> maps;
    private final EpochNotes notes;
    private final Ticker ticker;
    private final ReentrantLock exchange = new ReentrantLock();
    /** What is to be told, each with an object of its own. */
    private final Map<String, Object> unsent = new ConcurrentHashMap<>();

    private final List<ClearListener> listeners = new CopyOnWriteArrayList<>();
    /** The latest token of each field that anybody ever told. */
    private volatile Map<String, String> known;

    private volatile boolean stale = true;
    private volatile boolean begun;
    /** What changed since the notes were written. */
    private volatile Set<String> earlier = Set.of();

    /**
     * @param maps one for each realm that is accepted; the first one is this machine's own
     * @param notes what was known when this machine ran before
     */
    Epochs(List<EpochMap> maps, EpochNotes notes, Ticker ticker) {
        this.maps = List.copyOf(maps);
        this.notes = notes;
        this.ticker = ticker;
        this.known = notes.tokens();
        notes.unsent().forEach(field -> unsent.put(field, new Object()));
    }

    /** Calls the listener when another process cleared something, and with what was perhaps cleared before this one began. */
    void listen(ClearListener listener) {
        listeners.add(listener);
        earlier.forEach(field -> tell(field, true, listener));
    }

    @Override
    public Digest epoch(String method, int group) throws IOException {
        // In this order: a clear is unsent first, and sent before it is known.
        Map<String, String> now = known;
        FramedSink epoch = new FramedSink();
        for (String field : List.of(Field.LIFE, Field.ALL, Field.of(method), Field.of(method, group))) {
            if (stale || unsent.containsKey(field)) {
                throw new IOException("which entries were cleared is not known");
            }
            epoch.putString(now.getOrDefault(field, ""));
        }
        return epoch.digest();
    }

    /**
     * Begins a new epoch. Tells the store at once unless the last exchange failed: then who clears a hundred methods would wait
     * a hundred times.
     *
     * @throws IOException if the store was not told; it is told later, and until then there is no epoch
     */
    void clear(Cleared what) throws IOException {
        String field = Field.of(what);
        unsent.put(field, new Object());
        try {
            if (stale) {
                throw new IOException("other machines hear of the clear when the store answers");
            }
            refresh();
        } catch (IOException | RuntimeException e) {
            notes.unsent(unsent.keySet());
            throw e;
        }
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
            List<Map<String, String>> read = read();
            Map<String, String> latest = latest(read);
            Map<String, String> merged = merge(latest, own.keySet());
            tell(read, merged);
            accept(latest, merged, own);
        } catch (IOException | RuntimeException | Error e) {
            stale = true;
            throw e;
        } finally {
            exchange.unlock();
        }
    }

    /** Returns what each realm has, of which at least one has what changes when all is lost. */
    private List<Map<String, String>> read() throws IOException {
        List<Map<String, String>> read = readAll();
        if (!hasLife(read)) {
            String life = Token.after(known.get(Field.LIFE), ticker.now());
            maps.get(0).putIfAbsent(Field.LIFE, life);
            read = readAll();
            if (!hasLife(read)) {
                // There is something that nobody signed.
                maps.get(0).put(Field.LIFE, life);
                read = readAll();
            }
        }
        if (!hasLife(read)) {
            throw new IOException("the store does not keep the epochs");
        }
        return read;
    }

    private List<Map<String, String>> readAll() throws IOException {
        List<Map<String, String>> read = new ArrayList<>();
        for (EpochMap map : maps) {
            read.add(map.read());
        }
        return read;
    }

    private static boolean hasLife(List<Map<String, String>> read) {
        return read.stream().anyMatch(tokens -> tokens.containsKey(Field.LIFE));
    }

    private static Map<String, String> latest(List<Map<String, String>> read) {
        Map<String, String> latest = new HashMap<>();
        read.forEach(tokens -> tokens.forEach((field, token) -> latest.merge(field, token, Token::later)));
        return latest;
    }

    private Map<String, String> merge(Map<String, String> read, Set<String> own) {
        Map<String, String> merged = new HashMap<>(read);
        known.forEach((field, token) -> merged.merge(field, token, this::later));
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

    private void tell(List<Map<String, String>> read, Map<String, String> merged) throws IOException {
        for (int i = 0; i < maps.size(); i++) {
            boolean told = false;
            for (Map.Entry<String, String> field : merged.entrySet()) {
                if (!field.getValue().equals(read.get(i).get(field.getKey()))) {
                    maps.get(i).put(field.getKey(), field.getValue());
                    told = true;
                }
            }
            if (told) {
                maps.get(i).announce();
            }
        }
    }

    private void accept(Map<String, String> read, Map<String, String> merged, Map<String, Object> sent) {
        Set<String> elsewhere = new HashSet<>();
        read.forEach((field, token) -> {
            if (!token.equals(known.get(field))) {
                elsewhere.add(field);
            }
        });
        boolean first = !begun;
        if (first) {
            earlier = Set.copyOf(elsewhere);
        }
        begun = true;
        // Before, so that no run that began earlier is stored in the new epoch; after, so that nothing read in the old
        // one stays.
        tell(elsewhere, first);
        known = Map.copyOf(merged);
        // A clear that came meanwhile is another one: what others stored since the first was sent is to go, too.
        sent.forEach(unsent::remove);
        notes.write(merged, unsent.keySet());
        stale = false;
        tell(elsewhere, first);
    }

    /** Notes what is known by now: results may be kept on this machine since it was learnt. */
    void note() {
        // Who has it is about to do so.
        if (exchange.tryLock()) {
            try {
                notes.write(known, unsent.keySet());
            } finally {
                exchange.unlock();
            }
        }
    }

    private void tell(Set<String> cleared, boolean earlier) {
        cleared.forEach(field -> listeners.forEach(listener -> tell(field, earlier, listener)));
    }

    private static void tell(String field, boolean earlier, ClearListener listener) {
        Cleared what = Field.cleared(field);
        if (what != null) {
            listener.cleared(what, earlier);
        }
    }
}
