package io.memo.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A second Java process, and what it prints. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "output of child " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static ChildJvm start(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("The output ended: " + e);
        }
    }

    /** Waits for the n-th line that begins so, and returns its rest. */
    String line(String beginning, int n) {
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> matching(beginning).size() >= n || !process.isAlive());
            return matching(beginning).get(n - 1);
        } catch (RuntimeException e) {
            throw new AssertionError(String.join("\n", lines), e);
        }
    }

    /** Returns what was printed so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private List<String> matching(String beginning) {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        Awaitility.await().until(() -> !process.isAlive());
    }
}
