package io.memo.acceptance.shared;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/** A real Redis on a free port of this machine, in a process of its own that may be killed, stopped and started again. */
public final class RedisServerFixture implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisServerFixture(int port, List<String> options) {
        try {
            folder = Files.createTempDirectory("memo-redis-data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = port;
        this.options = options;
    }

    /** Starts a server with these options, such as {@code "--maxmemory", "2mb"}, and waits until it answers. */
    public static RedisServerFixture start(String... options) {
        RedisServerFixture server = absent(options);
        server.run();
        return server;
    }

    /** Returns a server that does not run yet; {@link #restart} starts it. */
    public static RedisServerFixture absent(String... options) {
        return new RedisServerFixture(freePort(), List.of(options));
    }

    /** Starts a Sentinel with this file, in which it writes. */
    public static RedisServerFixture sentinel(Path file) {
        RedisServerFixture sentinel = new RedisServerFixture(freePort(), List.of(file.toString(), "--sentinel"));
        sentinel.run();
        return sentinel;
    }

    public int port() {
        return port;
    }

    /** Lets a client do something; the connection is closed afterwards. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(
                RedisURI.Builder.redis("127.0.0.1", port).withTimeout(PATIENCE).build());
        try {
            return question.apply(client.connect().sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ZERO);
        }
    }

    /** Returns a number that a client gets. */
    public long number(Function<RedisCommands<String, String>, Long> question) {
        return ask(question);
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The process stands still, its connections stay. */
    public void pause() {
        signal("-STOP");
    }

    /** It goes on. */
    public void resume() {
        signal("-CONT");
    }

    /** Starts it again after {@link #kill}, on the same port, with what it held. */
    public void restart() {
        run();
    }

    /** Starts it again after {@link #kill}, on the same port, with nothing. */
    public void restartEmpty() {
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run();
    }

    private void run() {
        List<String> command = new ArrayList<>(List.of(RedisBinary.path().toString()));
        command.addAll(options);
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--loglevel", "warning"));
        if (!options.contains("--sentinel")) {
            // What was acknowledged is in the operating system's hands, so a killed process loses nothing.
            command.addAll(List.of("--save", "", "--appendonly", "yes"));
        }
        Path log = folder.resolve("redis.log");
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "Redis ended with " + process.exitValue() + ": " + Files.readString(log));
            }
            return answers();
        });
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return reply.equals("+PONG") || reply.equals("-NOAU");
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + name + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
