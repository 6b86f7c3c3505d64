package io.memo.store.shared;

import io.memo.store.MovedTicker;
import io.memo.store.shared.Leases.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store for several machines in the memory of the test, with a clock of its own; each machine has a {@link Line} to it. */
public final class SharedServer {

    private static final String GIVEN_UP = "given up";

    public final MovedTicker ticker = new MovedTicker();
    private final List<Listening> listening = new CopyOnWriteArrayList<>();
    private Map<String, Kept> entries = new HashMap<>();
    private Map<String, Map<String, String>> maps = new HashMap<>();
    private Map<String, Lock> locks = new HashMap<>();

    /** The names of all entries that were ever asked for. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private record Kept(byte[] bytes, long until) {}

    private record Lock(String token, long until) {}

    private record Listening(Line line, String channel, Consumer<String> listener) {}

    /** What a store has on its disk at some moment. */
    public record Copy(Map<String, Object> entries, Map<String, Map<String, String>> maps) {}

    public Line line() {
        return new Line();
    }

    /** All keys but those of locks. */
    public synchronized List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    /** The names of all entries that were ever asked for. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** All entries, as they are, the oldest first. */
    synchronized Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        entries.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().until))
                .forEach(entry -> contents.put(entry.getKey(), entry.getValue().bytes));
        return contents;
    }

    public synchronized int locks() {
        return (int) locks.values().stream()
                .filter(lock -> !lock.token.equals(GIVEN_UP))
                .count();
    }

    public synchronized Map<String, String> epochs() {
        return Map.copyOf(maps.values().stream().findFirst().orElse(Map.of()));
    }

    public synchronized Copy copy() {
        return new Copy(new HashMap<>(entries), copy(maps));
    }

    private static Map<String, Map<String, String>> copy(Map<String, Map<String, String>> maps) {
        Map<String, Map<String, String>> copy = new HashMap<>();
        maps.forEach((key, fields) -> copy.put(key, new HashMap<>(fields)));
        return copy;
    }

    /** Starts again with what was copied before. */
    public synchronized void restart(Copy copy) {
        entries = new HashMap<>();
        copy.entries().forEach((key, kept) -> entries.put(key, (Kept) kept));
        maps = copy(copy.maps());
        locks = new HashMap<>();
    }

    /** Starts again with nothing. */
    public void restartEmpty() {
        restart(new Copy(Map.of(), Map.of()));
    }

    /** What somebody does who can write to the store: puts the oldest entry under each name that was ever asked for. */
    public synchronized void copyEverywhere() {
        entries.values().stream()
                .min(Comparator.comparingLong(Kept::until))
                .ifPresent(oldest -> asked.forEach(name -> entries.put(name, oldest)));
    }

    public synchronized void removeEntries() {
        entries.clear();
    }

    public synchronized void removeMaps() {
        maps.clear();
    }

    public synchronized void setField(String field, String value) {
        maps.values().forEach(fields -> fields.put(field, value));
    }

    private synchronized byte @Nullable [] get(String key) {
        asked.add(key);
        Kept kept = entries.get(key);
        return kept == null || kept.until - ticker.nanos() <= 0 ? null : kept.bytes.clone();
    }

    private synchronized boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
        if (get(key) != null) {
            return false;
        }
        entries.put(key, new Kept(value.clone(), ticker.nanos() + timeToLive.toNanos()));
        return true;
    }

    private synchronized void put(String key, byte[] value, Duration timeToLive) {
        entries.put(key, new Kept(value.clone(), ticker.nanos() + timeToLive.toNanos()));
    }

    private synchronized void remove(String key) {
        entries.remove(key);
    }

    private synchronized Map<String, String> fields(String key) {
        return Map.copyOf(maps.getOrDefault(key, Map.of()));
    }

    private synchronized void putField(String key, String field, String value, boolean always) {
        Map<String, String> fields = maps.computeIfAbsent(key, unused -> new HashMap<>());
        if (always || !fields.containsKey(field)) {
            fields.put(field, value);
        }
    }

    private synchronized Taken take(String key, String token, Duration lease) {
        Lock lock = locks.get(key);
        if (lock != null && lock.until - ticker.nanos() > 0) {
            return lock.token.equals(GIVEN_UP) ? Taken.GIVEN_UP : Taken.HELD;
        }
        locks.put(key, new Lock(token, ticker.nanos() + lease.toNanos()));
        return Taken.MINE;
    }

    private synchronized boolean extend(String key, String token, Duration lease) {
        Lock lock = locks.get(key);
        boolean held = lock != null && lock.token.equals(token) && lock.until - ticker.nanos() > 0;
        if (held) {
            locks.put(key, new Lock(token, ticker.nanos() + lease.toNanos()));
        }
        return held;
    }

    private synchronized boolean release(String key, String token) {
        Lock lock = locks.get(key);
        return lock != null && lock.token.equals(token) && locks.remove(key, lock);
    }

    private synchronized boolean giveUp(String key, String token, Duration time) {
        boolean held = release(key, token);
        if (held) {
            locks.put(key, new Lock(GIVEN_UP, ticker.nanos() + time.toNanos()));
        }
        return held;
    }

    /** What happens to an operation on its way. */
    public interface Hook {
        void before(String operation) throws IOException;
    }

    /** The way of one machine to the server. */
    public final class Line implements SharedStore, Leases {

        public final AtomicInteger operations = new AtomicInteger();
        public final AtomicInteger taken = new AtomicInteger();
        /** The keys of the locks. */
        public final List<String> extended = new CopyOnWriteArrayList<>();

        /** Cut, or its machine is. */
        public volatile boolean cut;
        /** Neither sends nor gets messages. */
        public volatile boolean deaf;

        /** Answers to what nobody waits for come after this. */
        public volatile CompletableFuture<Void> answered = CompletableFuture.completedFuture(null);

        public volatile boolean closed;
        public volatile Hook hook = operation -> {};

        private Line() {}

        private void pass(String operation) throws IOException {
            operations.incrementAndGet();
            if (cut || closed) {
                throw new IOException("cut");
            }
            hook.before(operation);
        }

        @Override
        public String name() {
            return "server of the tests";
        }

        @Override
        public void ping() throws IOException {
            pass("ping");
        }

        @Override
        public byte @Nullable [] get(String key) throws IOException {
            pass("get");
            return SharedServer.this.get(key);
        }

        @Override
        public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) throws IOException {
            pass("putIfAbsent");
            return SharedServer.this.putIfAbsent(key, value, timeToLive);
        }

        @Override
        public void put(String key, byte[] value, Duration timeToLive) throws IOException {
            pass("put");
            SharedServer.this.put(key, value, timeToLive);
        }

        @Override
        public void remove(String key) throws IOException {
            pass("remove");
            SharedServer.this.remove(key);
        }

        @Override
        public Map<String, String> fields(String key) throws IOException {
            pass("fields");
            return SharedServer.this.fields(key);
        }

        @Override
        public void putFieldIfAbsent(String key, String field, String value) throws IOException {
            pass("putFieldIfAbsent");
            SharedServer.this.putField(key, field, value, false);
        }

        @Override
        public void putField(String key, String field, String value) throws IOException {
            pass("putField");
            SharedServer.this.putField(key, field, value, true);
        }

        @Override
        public Leases leases() {
            return this;
        }

        @Override
        public Taken take(String key, String token, Duration lease) throws IOException {
            pass("take");
            Taken took = SharedServer.this.take(key, token, lease);
            if (took == Taken.MINE) {
                taken.incrementAndGet();
            }
            return took;
        }

        @Override
        public CompletionStage<Boolean> extend(String key, String token, Duration lease) {
            return answer("extend", () -> {
                boolean held = SharedServer.this.extend(key, token, lease);
                extended.add(key);
                return held;
            });
        }

        @Override
        public CompletionStage<Boolean> release(String key, String token) {
            return answer("release", () -> SharedServer.this.release(key, token));
        }

        @Override
        public CompletionStage<Boolean> giveUp(String key, String token, Duration time) {
            return answer("giveUp", () -> SharedServer.this.giveUp(key, token, time));
        }

        private CompletionStage<Boolean> answer(String operation, Supplier<Boolean> effect) {
            try {
                pass(operation);
                boolean done = effect.get();
                return answered.thenApply(unused -> done);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void publish(String channel, String message) throws IOException {
            pass("publish");
            if (!deaf) {
                listening.stream()
                        .filter(one -> one.channel.equals(Objects.requireNonNull(channel)) && one.line.hears())
                        .forEach(one -> one.listener.accept(message));
            }
        }

        private boolean hears() {
            return !cut && !deaf && !closed;
        }

        @Override
        public void subscribe(String channel, Consumer<String> listener) {
            listening.add(new Listening(this, channel, listener));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
