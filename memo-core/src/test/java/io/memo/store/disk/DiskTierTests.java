package io.memo.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.MovedTicker;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.NotNowException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.method.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("7.2, 7.4 entries on disk")
class DiskTierTests {

    @TempDir
    private Path parent;

    private Path directory;
    private final MovedTicker ticker = new MovedTicker();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        directory = parent.resolve("cache");
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.memo.store")).addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger("io.memo.store")).detachAppender(logged);
    }

    private Machine machine() {
        return new Machine(ticker, Object.class, Codecs.ofTests(), List.of(Machine.disk(directory, ticker)));
    }

    @Test
    @DisplayName("a result outlives its process, null too; files are for nobody else")
    void outlivesTheProcess() throws IOException {
        try (Machine first = machine()) {
            first.keep("call", List.of(1, 2));
            first.keep("null", null);
        }
        try (Machine second = machine()) {
            assertThat(second.value("call")).isEqualTo(List.of(1, 2));
            assertThat(second.value("null")).isNull();
            assertThat(second.value("other call")).isEqualTo("nothing");
        }
        for (Path file : Entries.of(directory)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(Entries.others(directory)).isEmpty();
    }

    @Nested
    @DisplayName("F5 a disk that does not take entries")
    class Failing {

        @Test
        @DisplayName("read-only: one warning, a pause, and it heals by itself")
        void readOnly() throws IOException {
            try (Machine machine = machine()) {
                machine.keep("before", "result");
                Path tmp = new DirectoryLayout(directory, "app").temporary();
                Files.delete(tmp);
                // A file in place of the directory: the super-user, as whom tests may run, writes into read-only ones.
                Files.createFile(tmp);
                for (int i = 0; i < 10; i++) {
                    machine.keep(i, "result");
                    assertThat(machine.value(i)).isEqualTo("nothing");
                }
                assertThat(machine.put(Put.FAILED)).isEqualTo(3);
                assertThat(machine.put(Put.PAUSED)).isEqualTo(7);
                assertThat(logged.list).hasSize(1);
                assertThat(logged.list.get(0).getFormattedMessage()).contains("disk tier failed while writing");
                assertThat(machine.value("before")).isEqualTo("result");
                Files.delete(tmp);
                ticker.advance(Duration.ofSeconds(61));
                machine.keep("after", "result");
                assertThat(machine.value("after")).isEqualTo("result");
                assertThat(machine.tiers.get(0).figures().writesPaused()).isFalse();
            }
        }

        @Test
        @DisplayName("deleted while running: made again")
        void deletedDirectoryIsMadeAgain() throws IOException {
            try (Machine machine = machine()) {
                machine.keep("before", "result");
                delete(directory);
                assertThat(machine.value("before")).isEqualTo("nothing");
                machine.keep("after", "result");
                assertThat(machine.value("after")).isEqualTo("result");
                assertThat(logged.list).isEmpty();
            }
        }

        private static void delete(Path directory) throws IOException {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Nested
    @DisplayName("F7 a directory that others can write to is refused, with the reason")
    class Permissions {

        @Test
        void writableByOthers() throws IOException {
            for (String permissions : List.of("rwxrwxrwx", "rwxrwx---", "rwx----w-")) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
                assertThatThrownBy(() -> DiskTier.open(DiskSettings.of(directory, "app"), ticker))
                        .isInstanceOf(TierRefusedException.class)
                        .hasMessageContaining("can be written by others (" + permissions + ")")
                        .hasMessageContaining("chmod 700");
            }
        }

        @Test
        void ofAnotherUser() throws IOException {
            Files.createDirectories(directory);
            try {
                Files.setAttribute(directory, "unix:uid", 65_534);
            } catch (IOException e) {
                // Only the super-user can give a directory away; everybody else finds some that are his.
                directory = Path.of("/usr");
            }
            assertThatThrownBy(() -> DiskTier.open(DiskSettings.of(directory, "app"), ticker))
                    .isInstanceOf(TierRefusedException.class)
                    .hasMessageContaining("belongs to another user");
        }

        @Test
        void noDirectory() throws IOException {
            Files.createFile(directory);
            assertThatThrownBy(() -> DiskTier.open(DiskSettings.of(directory, "app"), ticker))
                    .isInstanceOf(TierRefusedException.class)
                    .hasMessageContaining("is no directory");
        }
    }

    @Nested
    @DisplayName("P11 clearing")
    class Clearing {

        private final byte[] entry = {1, 2, 3};

        private DiskTier tier(String application) throws TierRefusedException {
            return DiskTier.open(DiskSettings.of(directory, application), ticker);
        }

        private TierKey key(String method) {
            return key(method, "arguments", "call");
        }

        private TierKey key(String method, String arguments, String call) {
            return new TierKey(method, digest(arguments), digest(call));
        }

        private Digest digest(String text) {
            return Digest.of(text.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        @DisplayName("Issue 12.14: removes the entries of arguments, whatever else they are found by, and no others")
        void clearOfArgumentsSparesOthers() throws Exception {
            DiskTier tier = tier("app");
            List<TierKey> keys = List.of(
                    key("m", "tea", "external 1"),
                    key("m", "tea", "external 2"),
                    key("m", "salt", "external 1"),
                    key("n", "tea", "external 1"));
            for (TierKey key : keys) {
                tier.put(key, entry, null);
            }
            tier.clear("m", digest("tea"));
            assertThat(keys).filteredOn(key -> isThere(tier, key)).containsExactlyElementsOf(keys.subList(2, 4));
            tier.clear("none", digest("tea"));
        }

        @Test
        @DisplayName("SPEC 7.5: removes the entries of a group of arguments and no others, and tidies up")
        void clearOfGroupSparesOthers() throws Exception {
            DiskTier tier = tier("app");
            TierKey one = key("m", "tea", "call");
            List<TierKey> others = List.of(key("m", "salt", "call"), key("n", "tea", "call"));
            assertThat(others.get(0).group()).isNotEqualTo(one.group());
            tier.put(one, entry, null);
            for (TierKey other : others) {
                tier.put(other, entry, null);
            }
            tier.clearGroup("m", one.group());
            assertThat(isThere(tier, one)).isFalse();
            assertThat(others).allMatch(other -> isThere(tier, other));
            tier.upkeep();
            assertThat(Entries.of(parent)).hasSize(2);
            tier.clearGroup("none", one.group());
        }

        private boolean isThere(DiskTier tier, TierKey key) {
            try {
                return tier.get(key) != null;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        @DisplayName("removes the method's entries and no others, and tidies up")
        void clearOfMethodSparesOthers() throws Exception {
            DiskTier tier = tier("app");
            List<String> methods = List.of("Quotes.price", "Quotes.price2", "../..", "..", "", "a/b", "è".repeat(300));
            for (String method : methods) {
                tier.put(key(method), entry, null);
                assertThat(tier.get(key(method))).isEqualTo(entry);
            }
            tier.clear("Quotes.price");
            for (String method : methods) {
                assertThat(tier.get(key(method)) == null).isEqualTo(method.equals("Quotes.price"));
            }
            tier.upkeep();
            assertThat(Entries.of(parent)).hasSize(methods.size() - 1);
        }

        @Test
        @DisplayName("removes the application's entries and no other's")
        void clearOfApplicationSparesOthers() throws Exception {
            tier("app").put(key("m"), entry, null);
            tier("other").put(key("m"), entry, null);
            tier("app").clear();
            assertThat(tier("app").get(key("m"))).isNull();
            assertThat(tier("other").get(key("m"))).isEqualTo(entry);
        }

        @Test
        @DisplayName(
                "Issue 14.3: where the folder of what was cleared cannot be made, entries go one by one, and stay away")
        void fullDisk() throws Exception {
            DiskTier tier = tier("app");
            List<TierKey> keys = List.of(key("m"), key("m", "salt", "call"), key("n"));
            for (TierKey key : keys) {
                tier.put(key, entry, null);
            }
            Files.createFile(new DirectoryLayout(directory, "app").trash());
            tier.clear("m");
            DiskTier restarted = tier("app");
            assertThat(keys).filteredOn(key -> isThere(restarted, key)).containsExactly(key("n"));
            tier.clearGroup("n", key("n").group());
            assertThat(isThere(restarted, key("n"))).isFalse();
            tier.put(key("n"), entry, null);
            tier.clear();
            assertThat(isThere(restarted, key("n"))).isFalse();
        }

        @Test
        @DisplayName("Issue 14.3: a clear that the disk refuses is told, with the remedy, and holds in this process")
        void refusedClearIsTold() throws Exception {
            try (Machine machine = machine()) {
                machine.keep("call", "result");
                Path file = Entries.of(directory).get(0);
                byte[] content = Files.readAllBytes(file);
                Files.delete(file);
                // What cannot be deleted nor emptied, by the super-user either, as whom tests may run.
                Path stone = Files.createFile(Files.createDirectory(file).resolve("stone"));
                ticker.advance(Duration.ofSeconds(1));
                machine.method.clear(Machine.key("call"));
                assertThat(logged.list).hasSize(1);
                assertThat(logged.list.get(0).getFormattedMessage())
                        .startsWith("What was cleared of Quotes.price is still in the disk tier")
                        .contains("let the application write and delete there");
                Files.delete(stone);
                Files.delete(file);
                Files.write(file, content);
                assertThat(machine.value("call")).isEqualTo("nothing");
            }
        }

        @Test
        @DisplayName("where there is nothing is no failure")
        void clearOfNothingIsNoFailure() throws Exception {
            tier("app").clear("m");
            tier("app").clear();
            tier("app").remove(key("m"));
            tier("app").upkeep();
        }

        @Test
        @DisplayName("through the method: also what earlier code left, and what is still to be written")
        void throughTheMethod() {
            try (Machine machine = machine()) {
                machine.keep("old code", "result");
                machine.method.clear();
                machine.settle();
                assertThat(machine.value("old code")).isEqualTo("nothing");
                assertThat(Entries.of(directory)).isEmpty();
                machine.keep("call", "result");
                machine.method.clear(Machine.key("call"));
                assertThat(machine.value("call")).isEqualTo("nothing");
            }
        }
    }

    @Nested
    @DisplayName("P13 sweeping")
    class Sweeping {

        private static final int SIZE = 4 << 10;

        private DiskTier tier(long maxBytes, Duration maxAge) throws TierRefusedException {
            return DiskTier.open(new DiskSettings(directory, "app", maxBytes, maxAge, SIZE), ticker);
        }

        private TierKey key(int number) {
            Digest digest = new FramedSink().putInt(number).digest();
            return new TierKey("m", digest, digest);
        }

        @Test
        @DisplayName("keeps what was used last, below the limit")
        void lastUsedEntriesStay() throws Exception {
            DiskTier tier = tier(100 * SIZE, Duration.ofDays(1));
            DirectoryLayout layout = new DirectoryLayout(directory, "app");
            for (int i = 0; i < 400; i++) {
                tier.put(key(i), new byte[SIZE], null);
                Files.setLastModifiedTime(
                        layout.entry(key(i)), FileTime.from(Instant.now().plusSeconds(i - 400)));
                tier.upkeep();
                assertThat(Entries.bytes(directory)).isLessThanOrEqualTo(101 * SIZE);
            }
            for (int i = 335; i < 400; i++) {
                assertThat(tier.get(key(i))).isNotNull();
            }
            assertThat(tier.get(key(0))).isNull();
        }

        @Test
        @DisplayName("Issue 14.7: small results count as what the disk gives them, so their number is bounded too")
        void smallFiles() throws Exception {
            DiskTier tier = tier(100 * SIZE, Duration.ofDays(1));
            for (int i = 0; i < 400; i++) {
                tier.put(key(i), new byte[10], null);
                tier.upkeep();
                assertThat(Entries.of(directory)).hasSizeLessThanOrEqualTo(100);
            }
            assertThat(Entries.of(directory)).hasSizeGreaterThan(60);
        }

        @Test
        @DisplayName("Issue 14.7: what is written faster than it is swept is let go, and says nothing about the disk")
        void tooFastWritesAreLetGo() throws Exception {
            try (Machine machine = new Machine(
                    ticker,
                    Object.class,
                    Codecs.ofTests(),
                    List.of(Machine.disk(
                            new DiskSettings(directory, "app", 20 * SIZE, Duration.ofDays(1), SIZE), ticker)))) {
                DiskTier tier = tier(20 * SIZE, Duration.ofDays(1));
                tier.put(key(0), new byte[SIZE], null);
                tier.put(key(1), new byte[SIZE], null);
                tier.put(key(2), new byte[SIZE], null);
                assertThatThrownBy(() -> tier.put(key(3), new byte[SIZE], null)).isInstanceOf(NotNowException.class);
                tier.upkeep();
                assertThat(tier.put(key(3), new byte[SIZE], null)).isTrue();
                for (int i = 0; i < 50; i++) {
                    machine.keep(i, "result");
                }
                assertThat(machine.put(Put.FAILED)).isZero();
                assertThat(machine.put(Put.PAUSED)).isZero();
            }
        }

        @Test
        @DisplayName("Issue 14.7: ages are told apart whatever they are, and the oldest go first")
        void agesAreToldApart() {
            Instant now = Instant.parse("2026-01-01T00:00:00Z");
            Ages ages = new Ages(now);
            List<Duration> all = List.of(
                    Duration.ofMillis(-5),
                    Duration.ZERO,
                    Duration.ofMillis(63),
                    Duration.ofMillis(64),
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(2),
                    Duration.ofDays(20_000));
            all.forEach(age -> ages.add(now.minus(age), 10));
            for (int gone = 1; gone <= 7; gone++) {
                Ages.Oldest oldest = ages.oldest(10L * gone - 5);
                assertThat(all.stream()
                                .filter(age -> oldest.take(now.minus(age), 10))
                                .toList())
                        .isEqualTo(all.subList(all.size() - gone, all.size()));
            }
            assertThat(ages.total()).isEqualTo(90);
            Ages alike = new Ages(now);
            alike.add(now.minusMillis(500), 10);
            alike.add(now.minusMillis(501), 10);
            Ages.Oldest one = alike.oldest(10);
            assertThat(one.take(now.minusMillis(500), 10)).isTrue();
            assertThat(one.take(now.minusMillis(501), 10)).as("one is enough").isFalse();
        }

        @Test
        @DisplayName("a look-up counts as a use")
        void lookUp() throws Exception {
            DiskTier tier = tier(100 * SIZE, Duration.ofDays(30));
            tier.put(key(0), new byte[SIZE], null);
            tier.put(key(1), new byte[SIZE], null);
            ticker.advance(Duration.ofDays(29));
            assertThat(tier.get(key(1))).isNotNull();
            ticker.advance(Duration.ofDays(2));
            tier.upkeep();
            assertThat(tier.get(key(0))).isNull();
            assertThat(tier.get(key(1))).isNotNull();
        }

        @Test
        @DisplayName("F1 unfinished files go after an hour, and files that are not memo's stay")
        void leftOvers() throws Exception {
            DiskTier tier = tier(100 * SIZE, Duration.ofDays(1));
            tier.put(key(0), new byte[SIZE], null);
            Path unfinished = new DirectoryLayout(directory, "app")
                    .temporary()
                    .resolve(UUID.randomUUID().toString());
            Files.write(unfinished, new byte[10]);
            List<Path> foreign = List.of(
                    directory.resolve("report.txt"),
                    directory.resolve("memo-v2/apps/report.txt"),
                    Files.createDirectories(directory.resolve("data")).resolve("f".repeat(64)));
            for (Path file : foreign) {
                Files.write(file, new byte[SIZE]);
            }
            tier.upkeep();
            assertThat(unfinished).exists();
            ticker.advance(Duration.ofDays(2));
            tier.upkeep();
            assertThat(unfinished).doesNotExist();
            assertThat(foreign).allSatisfy(file -> assertThat(file).exists());
            assertThat(Entries.of(directory.resolve("memo-v2"))).isEmpty();
        }

        @Test
        @DisplayName("F9 other versions are kept as long as they are used, and count")
        void otherVersions() throws Exception {
            DiskTier tier = tier(100 * SIZE, Duration.ofDays(1));
            Path later = Files.createDirectories(directory.resolve("memo-v3/apps/app/m/aa"))
                    .resolve("a".repeat(64));
            Files.write(later, new byte[SIZE]);
            tier.put(key(0), new byte[SIZE], null);
            tier.upkeep();
            assertThat(later).exists();
            ticker.advance(Duration.ofDays(2));
            tier.upkeep();
            assertThat(later).doesNotExist();
        }

        @Test
        @DisplayName("links are not followed out of the directory")
        void linksAreNotFollowed() throws Exception {
            Path outside = Files.createDirectories(parent.resolve("outside"));
            Path precious = Files.write(outside.resolve("e".repeat(64)), new byte[SIZE]);
            DiskTier tier = tier(100 * SIZE, Duration.ofDays(1));
            tier.put(key(0), new byte[SIZE], null);
            Files.createSymbolicLink(directory.resolve("memo-v2/apps/app/m/link"), outside);
            tier.clear("m");
            ticker.advance(Duration.ofDays(2));
            tier.upkeep();
            assertThat(precious).exists();
            assertThat(directory.resolve("memo-v2/trash")).isEmptyDirectory();
        }

        @Test
        void limitsThatMakeNoSenseAreRefused() {
            assertThatThrownBy(() -> tier(1, Duration.ofSeconds(-1))).hasMessageContaining("max-age is PT-1S");
            assertThatThrownBy(() -> tier(0, Duration.ofDays(1))).hasMessageContaining("max-size is 0");
        }
    }

    @Test
    @DisplayName("the first result of a key stays")
    void firstWins() throws Exception {
        DiskTier tier = DiskTier.open(DiskSettings.of(directory, "app"), ticker);
        TierKey key = new TierKey("m", Digest.of(new byte[0]), Digest.of(new byte[0]));
        tier.put(key, new byte[] {1}, null);
        tier.put(key, new byte[] {2}, null);
        assertThat(tier.get(key)).containsExactly(1);
    }

    @Test
    @DisplayName("3.2 an interrupted thread reads what is there and stays interrupted")
    void interruptedThreadStillReads() throws IOException {
        try (Machine machine = machine()) {
            machine.keep("call", new Random(1).ints(100_000).toArray());
            Thread.currentThread().interrupt();
            assertThat(machine.value("call")).isInstanceOf(int[].class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(machine.got(Got.FAILED)).isZero();
        }
    }
}
