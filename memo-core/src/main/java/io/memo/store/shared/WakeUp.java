package io.memo.store.shared;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait for the end of a turn. It may be missed, so nobody waits for it alone. */
final class WakeUp {

    private final Map<String, Set<Waiter>> ears = new ConcurrentHashMap<>();

    /** Returns who hears of the entry from now on, until closed. */
    Waiter waitFor(String entry) {
        Waiter ear = new Waiter(entry);
        ears.compute(entry, (key, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(ear);
            return all;
        });
        return ear;
    }

    void wake(String entry) {
        ears.getOrDefault(entry, Set.of()).forEach(ear -> ear.rung.release());
    }

    final class Waiter implements AutoCloseable {

        private final String entry;
        private final Semaphore rung = new Semaphore(0);

        private Waiter(String entry) {
            this.entry = entry;
        }

        /**
         * Waits for the bell, but not longer than this; what rang since the last time counts.
         *
         * @throws InterruptedException if the thread was interrupted
         */
        void await(long nanos) throws InterruptedException {
            if (rung.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                rung.drainPermits();
            }
        }

        @Override
        public void close() {
            ears.computeIfPresent(entry, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
