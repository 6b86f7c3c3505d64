package io.memo.store.tier.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import io.memo.store.MovedTicker;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.Costly;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.UnreadableEntryException;
import io.memo.store.tier.method.MethodTiers.Computed;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("10.5 results that are read ahead of their calls")
class ReadAheadTests {

    @TempDir
    private Path directory;

    private final MovedTicker ticker = new MovedTicker();
    private final AtomicInteger decoded = new AtomicInteger();

    private Machine machine() {
        return new Machine(ticker, Object.class, counting(Codecs.ofTests()), List.of(Machine.disk(directory, ticker)));
    }

    private static void keep(Machine machine, String call, Object result, long millis, @Nullable Duration ttl) {
        Instant now = machine.ticker.now();
        machine.offer(
                call,
                new Computed(result, null, now, ttl == null ? null : now.plus(ttl), millis * 1_000_000, 100, now));
        machine.settle();
    }

    private static int readAhead(Machine machine, int most) {
        int read = 0;
        for (Costly each : machine.method.costliest(most)) {
            read += machine.method.readAhead(each.key()) > 0 ? 1 : 0;
        }
        return read;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("memo-v2/apps"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Digest> arguments(List<Costly> costliest) {
        return costliest.stream().map(each -> each.key().arguments()).toList();
    }

    private static Digest named(String call) {
        Digest whole = Machine.key(call);
        return new Digest(whole.a(), whole.b(), 0, 0);
    }

    @Test
    @DisplayName("the costliest come first, and so many at most")
    void costliestFirst() {
        try (Machine machine = machine()) {
            keep(machine, "cheap", "1", 5, null);
            keep(machine, "dear", "2", 500, null);
            keep(machine, "dearer", "3", 700, null);
            assertThat(arguments(machine.method.costliest(2))).containsExactly(named("dearer"), named("dear"));
            assertThat(machine.method.costliest(9)).hasSize(3);
        }
    }

    @Test
    @DisplayName("what the last run did not use is left alone, and being read ahead is no use")
    void ofTheLastRun() throws IOException {
        try (Machine machine = machine()) {
            keep(machine, "old", "1", 500, null);
            FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
            for (Path file : files()) {
                Files.setLastModifiedTime(file, longAgo);
            }
            assertThat(readAhead(machine, 9)).isOne();
            keep(machine, "new", "2", 5, null);
            assertThat(arguments(machine.method.costliest(9))).containsExactly(named("new"));
            assertThat(machine.value("old")).isEqualTo("1");
            assertThat(machine.method.costliest(9)).hasSize(2);
        }
    }

    @Test
    @DisplayName("a call whose result was read ahead decodes nothing; the next one has a result of its own")
    void sparesTheDecoding() {
        try (Machine before = machine()) {
            keep(before, "call", new ArrayList<>(List.of(1)), 50, null);
        }
        try (Machine after = machine()) {
            assertThat(readAhead(after, 9)).isOne();
            int already = decoded.get();
            Object first = after.value("call");
            assertThat(first).isEqualTo(List.of(1));
            assertThat(decoded).hasValue(already);
            assertThat(after.value("call")).isEqualTo(first).isNotSameAs(first);
            assertThat(decoded).hasValue(already + 1);
        }
    }

    @Test
    @DisplayName("reading ahead is neither a hit nor a miss, and what cannot be read is left where it is")
    void disturbsNothing() throws IOException {
        try (Machine machine = machine()) {
            keep(machine, "call", "1", 50, null);
            keep(machine, "over", "2", 60, Duration.ofSeconds(1));
            ticker.advance(Duration.ofSeconds(2));
            for (Path file : files()) {
                if (!file.getFileName()
                        .toString()
                        .startsWith(named("over").hex().substring(0, 32))) {
                    byte[] content = Files.readAllBytes(file);
                    content[content.length - 1] ^= 1;
                    Files.write(file, content);
                }
            }
            assertThat(readAhead(machine, 9)).isZero();
            assertThat(files()).hasSize(2);
            assertThat(machine.method.figures().get(0).gets().values()).containsOnly(0L);
        }
    }

    /** The second way to know: a machine that never reads ahead. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("whatever is stored, replaced and cleared meanwhile, who read ahead answers as who did not")
    void answersAsWithout(long seed) {
        Random random = new Random(seed);
        try (Machine writing = machine();
                Machine ahead = machine();
                Machine without = machine()) {
            for (int step = 0; step < 300; step++) {
                String call = "call " + random.nextInt(3);
                switch (random.nextInt(7)) {
                    case 0, 1 ->
                        keep(writing, call, List.of(step), 50, random.nextBoolean() ? null : Duration.ofSeconds(5));
                    case 2 -> (random.nextBoolean() ? writing : ahead).method.clear(Machine.key(call));
                    case 3 -> ahead.method.clear();
                    case 4 -> ticker.advance(Duration.ofSeconds(random.nextInt(4)));
                    default -> readAhead(ahead, 1 + random.nextInt(3));
                }
                String asked = "call " + random.nextInt(3);
                assertThat(ahead.value(asked))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(without.value(asked));
            }
        }
    }

    private MemoCodec counting(MemoCodec codec) {
        return new MemoCodec() {
            @Override
            public String id() {
                return codec.id();
            }

            @Override
            public ResultCodec forResults(Type returnType) throws NotStorableException {
                ResultCodec results = codec.forResults(returnType);
                return new ResultCodec() {
                    @Override
                    public Digest classes() {
                        return results.classes();
                    }

                    @Override
                    public byte[] encode(Object result) throws NotStorableException {
                        return results.encode(result);
                    }

                    @Override
                    public Object decode(byte[] payload) throws UnreadableEntryException {
                        decoded.incrementAndGet();
                        return results.decode(payload);
                    }
                };
            }
        };
    }
}
