package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.InvalidMemoizeException;
import io.memo.Miss;
import io.memo.TierFigures;
import io.memo.digest.Digest;
import io.memo.engine.call.Invocation;
import io.memo.store.Ticker;
import io.memo.store.disk.DiskSettings;
import io.memo.store.disk.DiskTier;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Machine;
import io.memo.store.tier.method.Tiers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 7: the flow of calls with results outside the process, by a clock that the test moves. */
class TierEntriesTests {

    private static final Invocation NOT_TO_RUN = () -> {
        throw new AssertionError("The method ran");
    };

    @TempDir
    private Path directory;

    /** A start of the application. */
    private final class Process implements AutoCloseable {

        private final Fixture fixture = new Fixture();
        private final Tiers tiers;
        private final MemoEngine engine;
        private final MethodMemoizer method;
        private Runnable beforeReading = () -> {};
        private Runnable beforeClearing = () -> {};
        private boolean clearingFails;

        Process(@Nullable Duration ttl, Duration sinceTheFirst) {
            fixture.ticker.advance(sinceTheFirst);
            List<Tier> disk =
                    List.of(Machine.tier(new Hooked(disk(fixture.ticker)), Seal.checksum(), 1_000, fixture.ticker));
            tiers = new Tiers(() -> disk, List.of(), new TierWriter(1 << 20, 1), "app", Codecs.ofTests());
            if (ttl != null) {
                fixture.ttl(ttl);
            }
            engine = fixture.persist(tiers).engine();
            method = engine.add(fixture.spec("Target.compute"));
        }

        Object call(Invocation body) {
            return fixture.call(method, "argument", body);
        }

        long got(TierFigures.Got outcome) {
            return Objects.requireNonNull(method.tiers().get(0).gets().get(outcome));
        }

        @Override
        public void close() {
            tiers.writer().close();
            tiers.persistent().get().forEach(Tier::close);
        }

        /** What happens between a look-up in memory and the one outside. */
        private final class Hooked implements ByteTier {

            private final ByteTier disk;

            Hooked(ByteTier disk) {
                this.disk = disk;
            }

            @Override
            public String name() {
                return disk.name();
            }

            @Override
            public byte @Nullable [] get(TierKey key) throws IOException {
                byte[] found = disk.get(key);
                beforeReading.run();
                return found;
            }

            @Override
            public boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException {
                return disk.put(key, entry, expires);
            }

            @Override
            public void remove(TierKey key) throws IOException {
                disk.remove(key);
            }

            @Override
            public void clear(String method) throws IOException {
                beforeClearing.run();
                if (clearingFails) {
                    throw new IOException("told to");
                }
                disk.clear(method);
            }

            @Override
            public void clear(String method, Digest arguments) throws IOException {
                beforeClearing.run();
                disk.clear(method, arguments);
            }

            @Override
            public void clearGroup(String method, int group) throws IOException {
                disk.clearGroup(method, group);
            }

            @Override
            public void clear() throws IOException {
                disk.clear();
            }

            @Override
            public void close() {
                disk.close();
            }
        }
    }

    private DiskTier disk(Ticker ticker) {
        try {
            return DiskTier.open(DiskSettings.of(directory.resolve("kept"), "app"), ticker);
        } catch (TierRefusedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("F25, P10: what is found at 50 of 60 s is hit, in memory too, up to 60 s and not beyond")
    void timeGoesOn() {
        Duration ttl = Duration.ofSeconds(60);
        try (Process first = new Process(ttl, Duration.ZERO)) {
            first.call(() -> "first");
        }
        try (Process second = new Process(ttl, Duration.ofSeconds(50))) {
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("first");
            second.fixture.ticker.advance(Duration.ofSeconds(9));
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("first");
            assertThat(second.got(TierFigures.Got.HIT))
                    .as("the other hit was from memory")
                    .isOne();
            second.fixture.ticker.advance(Duration.ofSeconds(1));
            assertThat(second.call(() -> "second")).isEqualTo("second");
            second.fixture.ticker.advance(Duration.ofSeconds(59));
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("8.1: a miss says what was asked outside the process, and what it answered")
    void missesNameTheTier() {
        try (Process process = new Process(Duration.ofSeconds(60), Duration.ZERO)) {
            process.call(() -> "first");
            await().until(() -> process.method.tiers().get(0).puts().get(TierFigures.Put.STORED) == 1);
            process.fixture.ticker.advance(Duration.ofSeconds(60));
            process.call(() -> "second");
            assertThat(process.method.misses())
                    .extracting(Miss::tiers)
                    .containsExactly(
                            List.of(new Miss.Asked("disk", TierFigures.Got.EXPIRED)),
                            List.of(new Miss.Asked("disk", TierFigures.Got.MISS)));
            assertThat(process.method.misses())
                    .extracting(Miss::text)
                    .containsExactly("expired (disk: expired)", "first call (disk: miss)");
        }
    }

    @Test
    @DisplayName("F25: a clock that is 90 s behind does no harm")
    void clockBehind() {
        try (Process first = new Process(Duration.ofSeconds(60), Duration.ofSeconds(90))) {
            first.call(() -> "first");
        }
        try (Process second = new Process(Duration.ofSeconds(60), Duration.ZERO)) {
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("first");
            second.fixture.ticker.advance(Duration.ofSeconds(60));
            assertThat(second.call(() -> "second"))
                    .as("its time began when it was found")
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("8.1, 1.3: a hit outside is a hit: the method did not run, and the object is checked from then on")
    void hitIsAHit() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> new java.util.ArrayList<>(List.of("a")));
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            @SuppressWarnings("unchecked")
            List<String> list = (List<String>) second.call(NOT_TO_RUN);
            second.call(NOT_TO_RUN);
            assertThat(second.method.figures().hits()).isEqualTo(2);
            assertThat(second.method.figures().misses()).isZero();
            assertThat(second.method.figures().mutations()).isZero();
            list.add("b");
            second.call(NOT_TO_RUN);
            assertThat(second.method.figures().mutations()).isOne();
        }
    }

    @Test
    @DisplayName("3.7: what was cleared during its computation is kept nowhere")
    void clearedDuringTheRun() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> {
                first.engine.clear("Target.compute");
                return "first";
            });
            first.fixture.call(first.method, "other", () -> {
                first.engine.clear("Target.compute", "other");
                return "first";
            });
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            assertThat(second.call(() -> "second")).isEqualTo("second");
            assertThat(second.fixture.call(second.method, "other", () -> "second"))
                    .isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7: what was cleared while it was being read does not stay in memory")
    void clearedDuringTheLookUp() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> "first");
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            second.beforeReading = second.engine::clear;
            assertThat(second.call(NOT_TO_RUN))
                    .as("the call began before the clear")
                    .isEqualTo("first");
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7: what was read just before its file was removed does not stay in memory")
    void readDuringTheClear() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> "first");
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            second.beforeClearing = () -> second.call(NOT_TO_RUN);
            second.engine.clear();
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7: what was cleared does not come back, even if its file could not be removed")
    void clearThatFails() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> "first");
        }
        try (Process second = new Process(null, Duration.ofSeconds(1))) {
            second.clearingFails = true;
            second.engine.clear();
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.3, 3.5: neither an exception nor what changed during the run is kept")
    void onlyWhatIsStoredIsKept() {
        try (Process first = new Process(null, Duration.ZERO)) {
            assertThatThrownBy(() -> first.call(() -> {
                        throw new IllegalStateException("told to");
                    }))
                    .hasMessage("told to");
            first.call(() -> {
                first.fixture.target.setting = 2;
                return "first";
            });
            first.fixture.target.setting = 1;
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.4, 1.1: null is kept; another value of an external variable has a place of its own")
    void nullAndExternals() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> null);
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            assertThat(second.call(NOT_TO_RUN)).isNull();
            second.fixture.target.setting = 2;
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("7: persist needs a place, and is refused where there is none")
    void noPlace() {
        MemoEngine engine = MemoEngine.builder(new Fixture().fingerprints()).build();
        try (Process process = new Process(null, Duration.ZERO)) {
            assertThatThrownBy(() -> engine.add(process.method.spec()))
                    .isInstanceOf(InvalidMemoizeException.class)
                    .hasMessage(
                            "@Memoize on Target.compute(Object) (memo.methods.Target.compute): persist = true, but there"
                                    + " is no place outside the process to keep results in. Remove persist.");
        }
    }

    @Test
    @DisplayName(
            "Issue 12.14, SPEC 1.2: what was cleared by its arguments stays cleared when an external variable goes back")
    void clearedUnderOtherVariables() {
        try (Process first = new Process(null, Duration.ZERO)) {
            first.call(() -> "first");
            first.fixture.call(first.method, "other", () -> "kept");
        }
        try (Process second = new Process(null, Duration.ZERO)) {
            second.call(NOT_TO_RUN);
            second.fixture.target.setting = 2;
            second.engine.clear("Target.compute", "argument");
            second.fixture.target.setting = 1;
            assertThat(second.call(() -> "second")).as("in memory").isEqualTo("second");
        }
        try (Process third = new Process(null, Duration.ZERO)) {
            assertThat(third.call(NOT_TO_RUN)).as("the file").isEqualTo("second");
            assertThat(third.fixture.call(third.method, "other", NOT_TO_RUN)).isEqualTo("kept");
        }
    }
}
