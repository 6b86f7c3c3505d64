package io.memo.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.store.tier.entry.EntryFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes on one directory, and their ends. With {@code -Pthorough} as often and as long as the cases F ask for, else
 * some times.
 */
@DisplayName("7.4 processes that share a directory")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ProcessesTests {

    private static final int KILLS = Integer.getInteger("memo.kills", 4);
    private static final int SECONDS = Integer.getInteger("memo.seconds", 3);
    private static final int MANY = 1_000_000;
    private static final long NO_LIMIT = 1L << 40;

    @TempDir
    private Path parent;

    /** A writer, and what it says. */
    private static final class Child {

        private final Process process;
        private final List<String> said = new CopyOnWriteArrayList<>();
        private final Thread reader = new Thread(this::read);

        Child(Path directory, int first, int numbers, long maxBytes, int seconds) throws IOException {
            this(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx48m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WriterProcess.class.getName(),
                    directory.toString(),
                    String.valueOf(first),
                    String.valueOf(numbers),
                    String.valueOf(maxBytes),
                    String.valueOf(seconds)));
        }

        Child(List<String> command) throws IOException {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            reader.start();
        }

        long kept() {
            return said.stream()
                    .filter(line -> line.startsWith("kept "))
                    .mapToLong(line -> Long.parseLong(line.substring(5)))
                    .max()
                    .orElse(0);
        }

        private void read() {
            List<String> batch = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    batch.add(line);
                    if (batch.size() == 100 || line.equals("ready") || line.startsWith("kept")) {
                        said.addAll(batch);
                        batch.clear();
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                batch.add("ended by " + e);
            }
            said.addAll(batch);
        }

        void awaitReady() {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said.contains("ready"));
        }

        void kill() throws InterruptedException {
            // Process.destroyForcibly would close the output with what is still in it.
            process.toHandle().destroyForcibly();
            process.waitFor();
            reader.join();
        }

        void awaitEnd() throws InterruptedException {
            process.waitFor();
            reader.join();
        }

        List<Integer> wrote() {
            return said.stream()
                    .filter(line -> line.matches("wrote \\d+[.]"))
                    .map(line -> Integer.valueOf(line.substring(6, line.length() - 1)))
                    .toList();
        }

        List<String> trouble() {
            return said.stream()
                    .filter(line -> !line.matches("ready|wrote \\d+[.]|done \\d+"))
                    // Cut by the kill.
                    .filter(line -> !"wrote".startsWith(line) && !line.matches("wrote \\d*"))
                    .toList();
        }
    }

    @Test
    @DisplayName("F1 killed at any moment: what was said to be written is there and right, and nothing half")
    void killLosesNothingWritten() throws Exception {
        Random random = new Random();
        int entries = 0;
        for (int round = 0; round < KILLS; round++) {
            Path directory = parent.resolve("round" + round);
            List<Child> children = new ArrayList<>();
            for (int i = 0; i <= round % 2; i++) {
                children.add(new Child(directory, i * MANY, MANY, NO_LIMIT, 600));
            }
            children.forEach(Child::awaitReady);
            TimeUnit.MICROSECONDS.sleep(random.nextInt(700_000));
            for (Child child : children) {
                child.kill();
            }
            entries += check(directory, children);
        }
        System.out.println("F1: " + KILLS + " kills, " + entries + " acknowledged entries, 0 lost, 0 wrong");
    }

    private static int check(Path directory, List<Child> children) throws Exception {
        int entries = 0;
        DiskTier tier = WriterProcess.open(directory, NO_LIMIT);
        for (Child child : children) {
            assertThat(child.trouble()).isEmpty();
            for (int number : child.wrote()) {
                assertThat(WriterProcess.isWhole(number, tier.get(WriterProcess.key(number))))
                        .as("entry %d", number)
                        .isTrue();
                entries++;
            }
        }
        // Those written but not yet said are whole too.
        for (Path file : Entries.of(directory)) {
            byte[] content = Files.readAllBytes(file);
            assertThat(content.length).isGreaterThanOrEqualTo(100);
        }
        for (Path unfinished : Entries.others(directory)) {
            Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        tier.put(WriterProcess.key(-1), WriterProcess.content(1), null);
        tier.upkeep();
        assertThat(Entries.others(directory)).isEmpty();
        return entries;
    }

    @Test
    @DisplayName("Issue 14.7: many small files are trimmed in little memory, and writing goes on meanwhile")
    void manyFiles() throws Exception {
        int files = KILLS > 4 ? 100_000 : 20_000;
        long limit = files / 2 * 4_096L;
        Path directory = parent.resolve("full");
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (int i = 0; i < files; i++) {
            Path group = directory.resolve("memo-v%d/apps/app/m/%02x".formatted(EntryFormat.VERSION, i % 256));
            if (i < 256) {
                Files.createDirectories(group);
            }
            Files.write(group.resolve("%032x-%064x".formatted(i, i)), new byte[10]);
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FullDirectoryProcess.class.getName()));
        command.addAll(List.of(directory.toString(), String.valueOf(limit)));
        Child child = new Child(command);
        try {
            long room = limit / 4_096;
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> Entries.of(directory).size() < room);
            long kept = child.kept();
            assertThat(kept).as("while it was swept").isPositive();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> child.kept() > kept);
            assertThat(child.process.isAlive()).isTrue();
        } finally {
            child.kill();
        }
        assertThat(child.said).noneMatch(line -> line.contains("Error"));
        assertThat(Entries.of(directory)).hasSizeLessThan((int) (limit / 4_096));
    }

    @Test
    @DisplayName("F6 two write, read and sweep: nothing wrong, nothing thrown, and no more than the limit")
    void twoWritersShareOneDirectory() throws Exception {
        long limit = 4_000_000;
        Path directory = parent.resolve("shared");
        List<Child> children = List.of(
                new Child(directory, 0, 2_000, limit, SECONDS), new Child(directory, 1_000, 2_000, limit, SECONDS));
        children.forEach(Child::awaitReady);
        long most = 0;
        while (children.stream().anyMatch(child -> child.process.isAlive())) {
            most = Math.max(most, Entries.bytes(directory));
        }
        for (Child child : children) {
            child.awaitEnd();
            assertThat(child.said).last().asString().startsWith("done");
            assertThat(child.trouble()).isEmpty();
            assertThat(child.wrote()).hasSizeGreaterThan(100);
        }
        assertThat(most).isLessThanOrEqualTo(limit + 60_100);
        System.out.println("F6: " + SECONDS + " s, "
                + children.stream().mapToInt(child -> child.wrote().size()).sum() + " writes, most bytes " + most
                + " of "
                + limit);
    }
}
