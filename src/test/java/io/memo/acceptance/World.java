package io.memo.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * What the methods of the compiled applications read, as they would a database: it changes without memo's knowing. Each result
 * tells what it is of and from when, so that a wrong one or one that was cleared can be told from a right one.
 */
public final class World {

    private static volatile int version;
    private static volatile boolean down;
    private static volatile CountDownLatch gate = new CountDownLatch(0);
    private static volatile CountDownLatch computing = new CountDownLatch(0);

    private World() {}

    static void reset() {
        version = 0;
        down = false;
        gate = new CountDownLatch(0);
        computing = new CountDownLatch(0);
        Runs.reset();
    }

    /** Changes everything; returns how often it did. */
    static int change() {
        return ++version;
    }

    static int version() {
        return version;
    }

    /** Lets the computations that begin from now on wait for {@link #open}. */
    static void shut() {
        computing = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    static void awaitComputing() throws InterruptedException {
        if (!computing.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Nobody computes");
        }
    }

    static void open() {
        gate.countDown();
    }

    /** Called by a method that runs. */
    public static String read(String what, int key) {
        Runs.ran(what);
        return text(what, key, version);
    }

    static void breakDown() {
        down = true;
    }

    static void mend() {
        down = false;
    }

    /** The same, unless everything is down. */
    public static String readOrFail(String what, int key) {
        String text = read(what, key);
        if (down) {
            throw new IllegalStateException("down");
        }
        return text;
    }

    /** The same, by a method that takes its time: so much that machines agree about who runs it. */
    public static String readSlowly(String what, int key) {
        Runs.ran(what);
        computing.countDown();
        try {
            if (!gate.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Nobody opens");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return text(what, key, version);
    }

    /** The same, in a process of its own: says that it computes, and waits for the file. */
    public static String readWhenTold(int key) {
        String file = System.getProperty("world.file");
        if (file == null) {
            return readSlowly("told", key) + " by the test";
        }
        System.out.println("COMPUTING " + key);
        Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> Files.exists(Path.of(file)));
        return text("told", key, 0) + " by the child";
    }

    static String text(String what, int key, int version) {
        StringBuilder text = new StringBuilder(what + " " + key + " v" + version + " ");
        Random random = new Random(31L * key + version);
        for (int i = key % 10 * (what.equals("large") ? 4_000 : 40); i > 0; i--) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }

    /** Returns the version that the text is of, or -1 if it is of another method or key, or none at all. */
    static int version(String what, int key, String text) {
        String beginning = what + " " + key + " v";
        if (!text.startsWith(beginning)) {
            return -1;
        }
        int version = Integer.parseInt(text.substring(beginning.length(), text.indexOf(' ', beginning.length())));
        return text(what, key, version).equals(text) ? version : -1;
    }
}
