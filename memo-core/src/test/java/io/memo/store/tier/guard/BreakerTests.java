package io.memo.store.tier.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.digest.Digest;
import io.memo.store.MovedTicker;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.store.tier.method.Machine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.4, T02 what keeps off a tier that fails")
class BreakerTests {

    private final MovedTicker ticker = new MovedTicker();
    private final AtomicInteger opened = new AtomicInteger();

    private static void succeed(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.allows()).isTrue();
            breaker.succeeded();
        }
    }

    private static void fail(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.allows()).isTrue();
            breaker.failed();
        }
    }

    @Test
    @DisplayName("reads: open at first, closed by whoever found an answer, opened by the rate of failures, told once")
    void readsAreClosedByTheRateOfFailures() {
        Breaker reads = Breaker.ofReads(ticker, opened::incrementAndGet);
        assertThat(reads.isOpen()).isTrue();
        assertThat(reads.allows()).isFalse();
        ticker.advance(Duration.ofDays(1_000));
        assertThat(reads.allows()).as("by itself").isFalse();
        reads.close();
        succeed(reads, 9);
        fail(reads, 7);
        assertThat(reads.isOpen()).as("7 of 16").isFalse();
        assertThat(opened).hasValue(0);
        fail(reads, 1);
        assertThat(reads.isOpen()).as("8 of 16").isTrue();
        reads.failed();
        reads.succeeded();
        assertThat(opened).as("those still under way count no more").hasValue(1);
        reads.close();
        assertThat(reads.isOpen()).isFalse();
        fail(reads, 3);
        assertThat(reads.isOpen())
                .as("fewer than four, and what was before is forgotten")
                .isFalse();
        fail(reads, 1);
        assertThat(opened).hasValue(2);
    }

    @Test
    @DisplayName(
            "writes: one attempt after half a second, then after twice as long, up to five seconds; success lets all pass")
    void writesAreTriedEverLessOften() {
        Breaker writes = Breaker.ofWrites(ticker);
        fail(writes, 4);
        for (long millis : new long[] {500, 1_000, 2_000, 4_000, 5_000, 5_000}) {
            ticker.advance(Duration.ofMillis(millis));
            assertThat(writes.allows()).as("%d ms, not yet", millis).isFalse();
            ticker.advance(Duration.ofMillis(1));
            assertThat(writes.allows()).as("%d ms", millis).isTrue();
            assertThat(writes.allows()).as("one at a time").isFalse();
            writes.failed();
            assertThat(writes.isOpen()).isTrue();
        }
        ticker.advance(Duration.ofMillis(5_001));
        succeed(writes, 1);
        assertThat(writes.isOpen()).isFalse();
        fail(writes, 4);
        ticker.advance(Duration.ofMillis(501));
        assertThat(writes.allows()).as("from the beginning").isTrue();
    }

    @Test
    @DisplayName("on a machine: after three failures in a row one attempt each minute")
    void machineIsTriedOnceAMinute() {
        Breaker machine = Breaker.ofMachine(ticker);
        fail(machine, 2);
        succeed(machine, 1);
        fail(machine, 2);
        assertThat(machine.isOpen()).isFalse();
        fail(machine, 1);
        assertThat(machine.allows()).isFalse();
        ticker.advance(Duration.ofSeconds(61));
        fail(machine, 1);
        assertThat(machine.allows()).isFalse();
        ticker.advance(Duration.ofSeconds(61));
        succeed(machine, 5);
    }

    /** Throws what it is told to. */
    private static final class Place implements ByteTier {

        private @Nullable Throwable thrown;

        private void fail() throws IOException {
            if (thrown instanceof IOException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }

        @Override
        public String name() {
            return "place";
        }

        @Override
        public byte @Nullable [] get(TierKey key) throws IOException {
            fail();
            return null;
        }

        @Override
        public boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException {
            fail();
            return true;
        }

        @Override
        public void remove(TierKey key) throws IOException {
            fail();
        }

        @Override
        public void clear(String method) throws IOException {
            fail();
        }

        @Override
        public void clear(String method, Digest arguments) throws IOException {
            fail();
        }

        @Override
        public void clearGroup(String method, int group) throws IOException {
            fail();
        }

        @Override
        public void clear() throws IOException {
            fail();
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("an attempt that ends by an error has ended: the next one may try")
    void attemptThatEndsByAnErrorHasEnded() {
        Place place = new Place();
        Tier tier = Machine.tier(place, Seal.checksum(), 1_000, ticker);
        TierKey key = new TierKey("m", Machine.key("call"), Machine.key("call"));
        StoredEntry entry = new StoredEntry(key, "codec", ticker.now(), null, 1, Machine.key("output"), new byte[1]);
        place.thrown = new IOException("told to");
        for (int i = 0; i < 3; i++) {
            assertThat(tier.put(entry, null, () -> true)).isNotEqualTo(PutOutcome.ANOTHER);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(tier.get(key, "codec").outcome()).isEqualTo(Got.FAILED);
        }
        assertThat(tier.get(key, "codec").outcome()).isEqualTo(Got.PAUSED);
        ticker.advance(Duration.ofSeconds(61));
        place.thrown = new OutOfMemoryError("told to");
        assertThatThrownBy(() -> tier.get(key, "codec")).isInstanceOf(OutOfMemoryError.class);
        ticker.advance(Duration.ofSeconds(61));
        place.thrown = null;
        assertThat(tier.get(key, "codec").outcome()).isEqualTo(Got.MISS);
        place.thrown = new OutOfMemoryError("told to");
        assertThatThrownBy(() -> tier.put(entry, null, () -> true)).isInstanceOf(OutOfMemoryError.class);
        ticker.advance(Duration.ofSeconds(61));
        place.thrown = null;
        tier.put(entry, null, () -> true);
        assertThat(tier.figures().puts()).containsEntry(Put.STORED, 1L);
    }

    @Test
    @DisplayName("where reading is kept off, nothing is written or removed either, and no line is written about it")
    void writesWaitForReads() {
        Place place = new Place();
        Tier tier = Machine.tier(place, Seal.checksum(), 1_000, ticker);
        TierKey key = new TierKey("m", Machine.key("call"), Machine.key("call"));
        StoredEntry entry = new StoredEntry(key, "codec", ticker.now(), null, 1, Machine.key("output"), new byte[1]);
        place.thrown = new IOException("told to");
        for (int i = 0; i < 3; i++) {
            tier.get(key, "codec");
        }
        place.thrown = null;
        assertThat(tier.put(entry, null, () -> true)).isNotEqualTo(PutOutcome.ANOTHER);
        assertThat(tier.remove(key)).isFalse();
        assertThat(tier.figures().puts()).containsEntry(Put.PAUSED, 1L).containsEntry(Put.STORED, 0L);
    }
}
