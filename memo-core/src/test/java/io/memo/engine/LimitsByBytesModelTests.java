package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.EvictionCause;
import io.memo.call.MethodSpec;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import io.memo.store.Remembered;
import io.memo.store.StoreFactory;
import io.memo.store.caffeine.CaffeineStoreFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two stores that share a limit, and all that can happen to their entries, beside a list of what was put. */
class LimitsByBytesModelTests {

    private static final int KEYS = 40;
    private static final int OWN = 40_000;
    private static final long ALL = 60_000;

    private final Fixture fixture = new Fixture();
    private final List<Key> keys = keys();

    private List<Key> keys() {
        List<Key> found = new ArrayList<>();
        Fixture other = new Fixture();
        StoreFactory real = new CaffeineStoreFactory(other.ticker, Runnable::run);
        other.builder().stores((spec, evicted) -> new KeyNotes(real.create(spec, evicted), found));
        MethodMemoizer method = other.method();
        for (int i = 0; i < KEYS; i++) {
            other.call(method, "argument " + i, () -> 1);
        }
        return found;
    }

    private record KeyNotes(EntryStore store, List<Key> keys) implements EntryStore {

        @Override
        public @Nullable Entry get(Key key) {
            return store.get(key);
        }

        @Override
        public void put(Key key, Entry entry) {
            keys.add(key);
        }

        @Override
        public boolean remove(Key key) {
            return false;
        }

        @Override
        public boolean remove(Key key, Entry entry) {
            return false;
        }

        @Override
        public List<Key> removeIf(java.util.function.Predicate<? super Key> unwanted) {
            return List.of();
        }

        @Override
        public long clear() {
            return 0;
        }

        @Override
        public long size() {
            return 0;
        }
    }

    @DisplayName(
            "SPEC 5.7: the sum is that of what is held, within every limit, and whatever goes is told once, in 60 worlds of 500 steps")
    @ParameterizedTest
    @CsvSource({"true, true, true", "true, true, false", "true, false, true", "false, true, true", "false, false, true"
    })
    void sumIsThatOfWhatIsHeld(boolean own, boolean all, boolean expiring) {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            StoreFactory stores = new CaffeineStoreFactory(fixture.ticker, Runnable::run, all ? ALL : null);
            List<World> worlds = List.of(world(stores, own, expiring, 1000), world(stores, false, expiring, 15));
            for (int step = 0; step < 500; step++) {
                worlds.get(random.nextInt(2)).step(random);
                worlds.forEach(World::settle);
                String where = "seed %d, step %d".formatted(seed, step);
                worlds.forEach(world -> world.check(where));
                if (all) {
                    assertThat(worlds.get(0).store.bytes() + worlds.get(1).store.bytes())
                            .as(where)
                            .isLessThanOrEqualTo(ALL);
                }
            }
        }
    }

    private World world(StoreFactory stores, boolean own, boolean expiring, int maxEntries) {
        Fixture spec = new Fixture().maxEntries(maxEntries);
        if (own) {
            spec.maxBytes(OWN);
        }
        if (expiring) {
            spec.ttl(Duration.ofMinutes(10));
        }
        return new World(stores, spec.spec("store"), own, maxEntries);
    }

    private final class World {

        private final EntryStore store;
        private final boolean own;
        private final int maxEntries;
        private final AtomicInteger told = new AtomicInteger();
        private final Map<Key, List<Entry>> put = new HashMap<>();
        private int stored;
        private int removed;

        World(StoreFactory stores, MethodSpec spec, boolean own, int maxEntries) {
            BiConsumer<Key, EvictionCause> evicted = (key, cause) -> told.incrementAndGet();
            this.store = stores.create(spec, evicted);
            this.own = own;
            this.maxEntries = maxEntries;
        }

        void step(Random random) {
            Key key = keys.get(random.nextInt(KEYS - 1));
            switch (random.nextInt(20)) {
                case 0 -> count(store.remove(key));
                case 1 -> count(store.remove(key, entry(random)));
                case 2 -> {
                    Entry last = last(key);
                    count(last != null && store.remove(key, last));
                }
                case 3, 4, 5 -> {
                    Entry last = last(key);
                    Entry next = entry(random);
                    if (last != null && store.replace(key, last, next)) {
                        noted(key, next);
                        removed++;
                    }
                }
                case 6 ->
                    removed += store.removeIf(each -> each.hashCode() % 7 == 0).size();
                case 7 -> {
                    if (random.nextInt(10) == 0) {
                        removed += held();
                        store.clear();
                    }
                }
                case 8 -> fixture.ticker.advance(Duration.ofMinutes(random.nextInt(5)));
                case 9, 10, 11 -> store.get(key);
                default -> {
                    Entry entry = entry(random);
                    boolean tooLarge = store.limitBelow(key, entry) != null;
                    Entry last = last(key);
                    boolean replaces = last != null && store.holds(key, last);
                    store.put(key, entry);
                    removed += replaces ? 1 : 0;
                    if (!tooLarge) {
                        noted(key, entry);
                    }
                }
            }
        }

        /** Caffeine does what is due after a write. */
        void settle() {
            Key spare = keys.get(KEYS - 1);
            for (int i = 0; i < 2; i++) {
                store.put(spare, new Entry(null, new Remembered(null, 0), fixture.ticker.now(), 1));
                stored++;
                count(store.remove(spare));
            }
        }

        void check(String where) {
            long bytes = 0;
            for (Map.Entry<Key, List<Entry>> each : put.entrySet()) {
                for (Entry entry : each.getValue()) {
                    bytes += store.holds(each.getKey(), entry) ? size(each.getKey(), entry) : 0;
                }
            }
            int held = held();
            assertThat(store.bytes()).as(where).isEqualTo(bytes);
            assertThat(store.size()).as(where).isEqualTo(held).isLessThanOrEqualTo(maxEntries);
            assertThat(stored).as(where).isEqualTo(held + removed + told.get());
            if (own) {
                assertThat(bytes).as(where).isLessThanOrEqualTo(OWN);
            }
        }

        private long size(Key key, Entry entry) {
            EntryStore other = new CaffeineStoreFactory(fixture.ticker, Runnable::run)
                    .create(fixture.spec("other"), (each, cause) -> {});
            other.put(key, entry);
            long alone = other.bytes();
            return store.getClass() == other.getClass() ? alone : alone + 120;
        }

        private int held() {
            int held = 0;
            for (Map.Entry<Key, List<Entry>> each : put.entrySet()) {
                held += (int) each.getValue().stream()
                        .filter(entry -> store.holds(each.getKey(), entry))
                        .count();
            }
            return held;
        }

        private void count(boolean gone) {
            removed += gone ? 1 : 0;
        }

        private void noted(Key key, Entry entry) {
            stored++;
            List<Entry> of = put.computeIfAbsent(key, each -> new ArrayList<>());
            of.clear();
            of.add(entry);
        }

        private @Nullable Entry last(Key key) {
            List<Entry> of = put.get(key);
            return of == null ? null : of.get(0);
        }
    }

    private Entry entry(Random random) {
        int heap = random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(6_000);
        return new Entry("result", new Remembered(null, heap), fixture.ticker.now(), 1);
    }

    @DisplayName(
            "SPEC 5.7: eight threads put, use, replace and remove in two stores: the sum is exact, and within the limit")
    @Test
    void sumIsExactAfterManyThreads() throws Exception {
        StoreFactory stores = new CaffeineStoreFactory(fixture.ticker, Runnable::run, ALL);
        List<World> worlds = List.of(world(stores, true, false, 1000), world(stores, false, false, 15));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            running.add(threads.submit(() -> {
                Random random = new Random(seed);
                for (int i = 0; i < 4_000; i++) {
                    EntryStore store = worlds.get(random.nextInt(2)).store;
                    Key key = keys.get(random.nextInt(KEYS));
                    Entry found = store.get(key);
                    switch (random.nextInt(8)) {
                        case 0 -> store.remove(key);
                        case 1 -> store.removeIf(each -> each.hashCode() % 7 == 0);
                        case 2 -> {
                            if (found != null) {
                                store.remove(key, found);
                            }
                        }
                        case 3 -> {
                            if (found != null) {
                                store.replace(key, found, entry(random));
                            }
                        }
                        default -> store.put(key, entry(random));
                    }
                }
            }));
        }
        for (Future<?> each : running) {
            each.get(1, TimeUnit.MINUTES);
        }
        threads.shutdown();

        long sum = 0;
        for (World world : worlds) {
            world.settle();
            long bytes = 0;
            for (Key key : keys) {
                Entry entry = world.store.get(key);
                bytes += entry == null ? 0 : world.size(key, entry);
            }
            assertThat(world.store.bytes()).isEqualTo(bytes);
            sum += bytes;
        }
        assertThat(sum).isPositive().isLessThanOrEqualTo(ALL);
        worlds.forEach(world -> world.store.clear());
        assertThat(worlds).allSatisfy(world -> assertThat(world.store.bytes()).isZero());
    }
}
