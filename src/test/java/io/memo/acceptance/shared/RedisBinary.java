package io.memo.acceptance.shared;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A server that runs here: the one that {@code -Dmemo.test.redis=/path/to/redis-server} names, else one on the PATH, else the one
 * that comes with the tests for this machine, else the one without any shared libraries, which runs where those are missing.
 */
final class RedisBinary {

    private static final Path FOUND = find();

    private RedisBinary() {}

    static Path path() {
        return FOUND;
    }

    private static Path find() {
        String named = System.getProperty("memo.test.redis");
        if (named != null) {
            if (!runs(Path.of(named))) {
                throw new IllegalStateException("memo.test.redis=" + named + " is no Redis that runs here");
            }
            return Path.of(named);
        }
        return onThePath().orElseGet(RedisBinary::bundled);
    }

    private static Optional<Path> onThePath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("redis-server", "valkey-server").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(RedisBinary::runs)
                .findFirst();
    }

    private static Path bundled() {
        Map<OsArchitecture, String> ofThisMachine = ExecutableProvider.newProvidedVersionsMap();
        Path dynamic = unpack(ofThisMachine);
        if (runs(dynamic)) {
            return dynamic;
        }
        Path without = unpack(Map.of(OsArchitecture.detectOSandArchitecture(), "/redis-server-6.2.7-linux-386"));
        if (runs(without)) {
            return without;
        }
        throw new IllegalStateException("No Redis runs here: install one, or name one by -Dmemo.test.redis");
    }

    private static Path unpack(Map<OsArchitecture, String> executables) {
        try {
            File folder = Files.createTempDirectory("memo-redis").toFile();
            folder.deleteOnExit();
            File unpacked = ExecutableProvider.newJarResourceProvider(() -> folder, executables)
                    .get();
            unpacked.deleteOnExit();
            return unpacked.toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runs(Path binary) {
        try {
            Process process = new ProcessBuilder(binary.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
