package io.memo.store.tier.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.memo.Hashers;
import io.memo.MemoIgnore;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.ValuePart;
import io.memo.digest.Digest;
import io.memo.hash.HashedValue;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.store.MovedTicker;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.entry.TierKeys;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.method.MethodTiers.Computed;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("7 results outside the process")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class MethodTiersTests {

    @TempDir
    private Path directory;

    private final MovedTicker ticker = new MovedTicker();
    private final Place near = new Place();
    private final Place far = new Place();

    private Machine machine() {
        return machine(Seal.checksum(), Seal.checksum());
    }

    private Machine machine(Seal nearSeal, Seal farSeal) {
        return new Machine(
                ticker,
                Object.class,
                Codecs.ofTests(),
                List.of(Machine.tier(near, nearSeal, 1 << 20, ticker), Machine.tier(far, farSeal, 1 << 20, ticker)));
    }

    @Test
    @DisplayName("P17 what is found in the second is copied to the first; one that fails costs nothing")
    void foundEntryIsCopiedNearer() {
        try (Machine machine = machine()) {
            machine.keep("call", List.of(1));
            assertThat(near.entries).hasSize(1);
            near.entries.clear();
            assertThat(machine.value("call")).isEqualTo(List.of(1));
            machine.settle();
            assertThat(near.entries).hasSize(1);
            near.failing = true;
            for (int i = 0; i < 5; i++) {
                assertThat(machine.value("call")).isEqualTo(List.of(1));
            }
            assertThat(machine.got(Got.FAILED)).isEqualTo(3);
            assertThat(machine.got(Got.PAUSED)).isEqualTo(2);
            far.failing = true;
            assertThat(machine.value("call")).isEqualTo("nothing");
            near.failing = false;
            ticker.advance(Duration.ofSeconds(61));
            assertThat(machine.value("call")).isEqualTo(List.of(1));
            assertThat(machine.tiers.get(0).figures().readsPaused()).isFalse();
        }
    }

    @Test
    @DisplayName("3.7 where removing fails, what was stored before is not returned any more, what is stored later is")
    void removalThatFails() {
        try (Machine machine = machine()) {
            machine.keep("call", "old");
            machine.keep("other", "old");
            near.failing = true;
            far.failing = true;
            ticker.advance(Duration.ofSeconds(1));
            machine.method.clear(Machine.key("call"));
            near.failing = false;
            far.failing = false;
            assertThat(machine.value("call")).isEqualTo("nothing");
            assertThat(machine.value("other")).as("of another group").isEqualTo("old");
            ticker.advance(Duration.ofMillis(1));
            machine.keep("call", "new");
            assertThat(machine.value("call")).isEqualTo("new");
        }
    }

    @Test
    @DisplayName("3.7 what is found in the far tier while it is cleared is not copied back to the near one")
    void copiedDuringTheClear() {
        try (Machine machine = machine()) {
            machine.keep("call", "old");
            near.entries.clear();
            far.beforeClearing = () -> assertThat(machine.value("call")).isEqualTo("old");
            near.beforeClearing = machine::settle;
            machine.method.clear();
            machine.settle();
            assertThat(machine.value("call")).isEqualTo("nothing");
            assertThat(near.entries).isEmpty();
            machine.keep("call", "old");
            near.entries.clear();
            machine.method.clear(Machine.key("call"));
            machine.settle();
            assertThat(near.entries).isEmpty();
        }
    }

    @Test
    @DisplayName("F25, P10 an entry that moves keeps its time, and ends at it in every tier")
    void movedEntryKeepsItsTimes() {
        try (Machine machine = machine()) {
            Instant start = ticker.now();
            machine.keep("call", "result", Duration.ofSeconds(60));
            near.entries.clear();
            ticker.advance(Duration.ofSeconds(50));
            RestoredResult found = machine.find("call");
            assertThat(found).isNotNull();
            assertThat(found.expires()).isCloseTo(start.plusSeconds(60), within(1, ChronoUnit.MILLIS));
            assertThat(found.created()).isCloseTo(start, within(1, ChronoUnit.MILLIS));
            machine.settle();
            assertThat(near.entries).hasSize(1);
            ticker.advance(Duration.ofSeconds(11));
            assertThat(machine.value("call")).isEqualTo("nothing");
            assertThat(near.entries).isEmpty();
            assertThat(far.entries).isEmpty();
            assertThat(machine.got(Got.EXPIRED)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("F25 clocks two minutes apart do no harm; a clock that was set back does not make entries eternal")
    void clocksThatDifferDoNoHarm() {
        MovedTicker ahead = new MovedTicker();
        ahead.advance(Duration.ofSeconds(90));
        List<Tier> tiers = List.of(Machine.tier(near, Seal.checksum(), 1 << 20, ahead));
        try (Machine machine = machine();
                Machine other = new Machine(ahead, Object.class, Codecs.ofTests(), tiers)) {
            other.keep("call", "result");
            assertThat(machine.value("call")).isEqualTo("result");
            ahead.advance(Duration.ofMinutes(2));
            other.keep("late", "result");
            assertThat(machine.value("late")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName(
            "F11, F10 bytes that nobody signed, or another, or for another key, are misses before they are decoded")
    void foreignSignatureIsAMissBeforeDecoding() {
        byte[] first = "the first secret of all".getBytes(StandardCharsets.UTF_8);
        byte[] second = "the second secret of all".getBytes(StandardCharsets.UTF_8);
        try (Machine unsigned = machine()) {
            unsigned.keep("call", "result");
        }
        try (Machine signed = machine(Seal.signature(List.of(first)), Seal.signature(List.of(first)))) {
            assertThat(signed.value("call")).isEqualTo("nothing");
            assertThat(signed.got(Got.FOREIGN)).isEqualTo(1);
            far.entries.clear();
            near.entries.clear();
            signed.keep("call", "result");
            signed.keep("other", "another result");
            assertThat(signed.value("call")).isEqualTo("result");
        }
        try (Machine rotated = machine(Seal.signature(List.of(second, first)), Seal.signature(List.of(second)))) {
            assertThat(rotated.value("call")).isEqualTo("result");
        }
        try (Machine other = machine(Seal.signature(List.of(second)), Seal.signature(List.of(second)))) {
            assertThat(other.value("call")).isEqualTo("nothing");
        }
        far.entries.clear();
        List<TierKey> keys = List.copyOf(near.entries.keySet());
        byte[] of0 = near.entries.get(keys.get(0));
        near.entries.put(keys.get(0), near.entries.get(keys.get(1)));
        near.entries.put(keys.get(1), of0);
        try (Machine signed = machine(Seal.signature(List.of(first)), Seal.signature(List.of(first)))) {
            assertThat(signed.value("call")).isEqualTo("nothing");
            assertThat(signed.value("other")).isEqualTo("nothing");
            assertThat(signed.got(Got.CORRUPT)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName(
            "Issue 14.9, SPEC 7.7: what may not be read keeps nothing from being written, nor does what is damaged")
    void foreignEntriesBlockNobody() {
        Seal mine = Seal.signature(List.of("a secret that is mine".getBytes(StandardCharsets.UTF_8)));
        try (Machine other = machine()) {
            other.keep("call", "of others");
            other.keep("damaged", "of others");
        }
        List.of(near, far)
                .forEach(place -> place.entries.replaceAll(
                        (key, bytes) -> key.arguments().equals(Machine.key("damaged")) ? new byte[] {1} : bytes));
        try (Machine machine = machine(mine, mine)) {
            machine.keep("call", "result");
            machine.keep("damaged", "result");
            assertThat(machine.value("call")).isEqualTo("result");
            assertThat(machine.value("damaged")).isEqualTo("result");
            assertThat(machine.put(Put.STORED)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName(
            "Issue 14.9: as stored counts what was stored, not what another had stored before, nor what came too late")
    void whatCountsAsStored() {
        try (Machine first = machine();
                Machine second = machine()) {
            first.keep("call", "first");
            second.keep("call", "second");
            assertThat(first.put(Put.STORED)).isOne();
            assertThat(second.put(Put.STORED)).isZero();
            assertThat(second.put(Put.PRESENT)).isOne();
            second.keep("late", "result", Duration.ZERO);
            assertThat(second.put(Put.STORED)).isZero();
            assertThat(second.put(Put.UNWANTED)).isOne();
        }
    }

    @Test
    @DisplayName("F11 another application's entries lie elsewhere, as do those of other classes and codecs")
    void otherApplicationsAndCodecsHaveOtherKeys() {
        DurableKey call = Machine.durable("call");
        Digest classes = Machine.key("classes");
        TierKey key = new TierKeys("app", "m", "codec", classes).of(call);
        assertThat(new TierKeys("app", "m", "codec", classes).of(call)).isEqualTo(key);
        assertThat(List.of(
                        new TierKeys("other", "m", "codec", classes).of(call),
                        new TierKeys("app", "m", "codec2", classes).of(call),
                        new TierKeys("app", "m", "codec", call.call()).of(call),
                        new TierKeys("app", "m", "codec", classes).of(Machine.durable("classes"))))
                .extracting(TierKey::digest)
                .doesNotContain(key.digest())
                .doesNotHaveDuplicates();
    }

    record Order(String id, @Nullable Object held) implements Serializable {}

    @Test
    @DisplayName("5.4 a result that its caller changes before it is written is not kept, nor half of it")
    void changedBeforeItIsWritten() throws Exception {
        try (Machine machine = machine()) {
            CountDownLatch go = new CountDownLatch(1);
            machine.writer.offer(0, () -> await(go));
            List<Object> result = new ArrayList<>(List.of("as returned"));
            HashedValue hashed = StructuralHasher.create()
                    .inProcess()
                    .hash(result, new Origin("Quotes.price", ValuePart.RETURN_VALUE, "result"));
            machine.offer("call", new Computed(result, hashed.digest(), ticker.now(), null, 5_000_000, 0, null));
            result.add("changed");
            go.countDown();
            machine.settle();
            assertThat(machine.value("call")).isEqualTo("nothing");
            assertThat(machine.put(Put.REFUSED)).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static class Base {
        int lost;
    }

    static final class Sub extends Base implements Serializable {
        int kept = 1;
    }

    @Test
    @DisplayName("F12 what cannot be read back as it was is never kept")
    void whatCannotBeReadBack() {
        Sub sub = new Sub();
        try (Machine machine = machine()) {
            machine.keep("nothing is lost yet", sub);
            assertThat(machine.value("nothing is lost yet")).isInstanceOf(Sub.class);
            sub.lost = 5;
            machine.keep("a superclass that is not serializable", sub);
            machine.keep("a lambda", (Supplier<String> & Serializable) () -> "");
            machine.keep("too large", "x".repeat((1 << 20) + 1));
            assertThat(machine.value("a superclass that is not serializable")).isEqualTo("nothing");
            assertThat(machine.value("a lambda")).isEqualTo("nothing");
            assertThat(machine.value("too large")).isEqualTo("nothing");
            assertThat(machine.put(Put.REFUSED)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("4.7 a result whose digest means nothing elsewhere is not kept")
    void processLocal() {
        try (Machine machine = new Machine(
                ticker,
                Object.class,
                Codecs.ofTests(),
                List.of(Machine.tier(near, Seal.checksum(), 1 << 20, ticker)),
                Hashers.identity(Order.class))) {
            machine.keep("call", new Order("1", null));
            assertThat(near.entries).isEmpty();
        }
    }

    @Test
    @DisplayName("large results are written smaller, and come back")
    void largeResultIsWrittenSmaller() {
        try (Machine machine = machine()) {
            String large = "so it goes ".repeat(50_000);
            machine.keep("call", large);
            assertThat(near.entries.values())
                    .allSatisfy(entry -> assertThat(entry).hasSizeLessThan(60_000));
            assertThat(machine.value("call")).isEqualTo(large);
            byte[] noise = new byte[200_000];
            new Random(3).nextBytes(noise);
            machine.keep("noise", noise);
            assertThat(machine.value("noise")).isEqualTo(noise);
        }
    }

    @Test
    @DisplayName("SPEC 7.6: around a result an entry has some 180 bytes, and the name of its method")
    void aroundTheResult() {
        try (Machine machine = machine()) {
            machine.keep("call", null);
            assertThat(near.entries.values())
                    .allSatisfy(entry ->
                            assertThat(entry.length - "Quotes.price".length()).isBetween(140, 190));
        }
    }

    @Test
    @DisplayName("P14 code that was changed and changed back finds its old entries")
    void changedBack() {
        try (Machine machine = Machine.onDisk(directory, Object.class)) {
            machine.keep("old code", "old result");
            assertThat(machine.value("new code")).isEqualTo("nothing");
            machine.keep("new code", "new result");
        }
        try (Machine machine = Machine.onDisk(directory, Object.class)) {
            assertThat(machine.value("old code")).isEqualTo("old result");
            assertThat(machine.value("new code")).isEqualTo("new result");
        }
    }

    @Test
    @DisplayName("3.7 a clear while a result waits to be written keeps it from being written")
    void clearedWhileWaiting() {
        try (Machine machine = machine()) {
            CountDownLatch go = new CountDownLatch(1);
            machine.writer.offer(0, () -> await(go));
            machine.offer("call", new Computed("result", null, ticker.now(), null, 5_000_000, 0, null));
            machine.method.clear();
            go.countDown();
            machine.settle();
            assertThat(near.entries).isEmpty();
        }
    }

    @Test
    @DisplayName("F28 a full queue drops, and closing does not wait for it longer than two seconds")
    void fullQueueDropsAndClosingDoesNotWait() {
        Machine machine = machine();
        CountDownLatch running = new CountDownLatch(1);
        machine.writer.offer(0, () -> {
            running.countDown();
            await(new CountDownLatch(1));
        });
        await(running);
        for (int i = 0; i < 1_500; i++) {
            machine.offer(i, new Computed("result", null, ticker.now(), null, 5_000_000, 0, null));
        }
        // 1 MB in pieces of 1 KB, of which one is being written.
        int dropped = 1_500 - 1_023;
        assertThat(machine.put(Put.DROPPED)).isEqualTo(dropped);
        long start = System.nanoTime();
        machine.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(near.entries).isEmpty();
        machine.offer("late", new Computed("result", null, ticker.now(), null, 5_000_000, 0, null));
        assertThat(machine.put(Put.DROPPED)).isEqualTo(dropped + 1);
    }

    @Test
    @DisplayName(
            "Issue 14.6: what waits is bounded in bytes; beyond that results are dropped, one that is alone may be larger")
    void boundedInBytes() {
        Machine machine = machine();
        CountDownLatch go = new CountDownLatch(1);
        machine.offer("alone", new Computed("result", null, ticker.now(), null, 5_000_000, 3 << 20, null));
        machine.settle();
        machine.offer(
                "too large for this heap", new Computed("result", null, ticker.now(), null, 5_000_000, 5 << 20, null));
        assertThat(machine.put(Put.DROPPED)).isOne();
        machine.writer.offer(0, () -> await(go));
        for (int i = 0; i < 100; i++) {
            machine.offer(i, new Computed("result", null, ticker.now(), null, 5_000_000, 100_000, null));
        }
        assertThat(machine.put(Put.DROPPED)).as("ten fit into 1 MB").isEqualTo(91);
        go.countDown();
        machine.settle();
        machine.offer("again", new Computed("result", null, ticker.now(), null, 5_000_000, 500_000, null));
        machine.close();
        assertThat(near.entries.size()).as("alone, ten, again").isEqualTo(12);
    }

    @Test
    @DisplayName("Issue 14.8: what is too large is not written to its end, and the next time not even begun")
    void tooLargeIsNotEncoded() {
        AtomicInteger written = new AtomicInteger();
        Telling part = new Telling(written);
        try (Machine machine = machine()) {
            List<Object> large = new ArrayList<>();
            large.add("x".repeat(1 << 20));
            for (int i = 0; i < 100; i++) {
                large.add("y".repeat(1 << 20));
            }
            large.add(part);
            Computed computed = new Computed(large, null, ticker.now(), null, 5_000_000, 100, null);
            machine.offer("call", computed);
            machine.settle();
            assertThat(machine.put(Put.REFUSED)).isOne();
            assertThat(written).as("what comes after the limit").hasValue(0);
            large.set(0, part);
            machine.offer("call", computed);
            machine.settle();
            assertThat(machine.put(Put.REFUSED)).isEqualTo(2);
            assertThat(written).as("remembered").hasValue(0);
            ticker.advance(Duration.ofMinutes(1));
            machine.offer("call", computed);
            machine.settle();
            assertThat(written).as("for a minute").hasValue(1);
        }
    }

    /** Counts how often it is written. */
    static final class Telling implements Serializable {

        private static final long serialVersionUID = 1L;

        @MemoIgnore
        private final transient AtomicInteger written;

        Telling(AtomicInteger written) {
            this.written = written;
        }

        private void writeObject(ObjectOutputStream out) {
            written.incrementAndGet();
        }
    }

    @Test
    @DisplayName("closing writes what waits, if it is quick")
    void closingWrites() {
        Machine machine = machine();
        for (int i = 0; i < 100; i++) {
            machine.offer(i, new Computed("result " + i, null, ticker.now(), null, 5_000_000, 0, null));
        }
        machine.close();
        assertThat(near.entries).hasSize(100);
    }
}
