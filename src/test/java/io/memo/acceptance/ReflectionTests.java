package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Code that finds classes and members by computed names. */
@ExtendWith(OutputCaptureExtension.class)
class ReflectionTests {

    private static final String LOADER = """
            package shop;
            @org.springframework.stereotype.Service
            public class Loader {
                private static final java.util.concurrent.ExecutorService POOL = java.util.concurrent.Executors.newCachedThreadPool();
                private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Loader.class);
                private static final java.util.concurrent.locks.Lock LOCK = new java.util.concurrent.locks.ReentrantLock();
                @io.memo.Memoize
                public String load(String name) throws Exception {
                    io.memo.acceptance.Runs.ran("load");
                    Object made = Class.forName("shop." + name).getDeclaredConstructor().newInstance();
                    return made.toString();
                }
            }
            """;

    private static final String PLUGIN = """
            package shop;
            public class Plugin {
                static int factor = 2;
                public static void setFactor(int value) { factor = value; }
                public String toString() { return "plugin " + factor; }
            }
            """;

    private static final String DANGER = """
            package shop;
            public class Danger {
                static int state = 1;
                static { io.memo.acceptance.Runs.ran("danger"); }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("6.4: it is memoized, sees state of what it finds, initialises nothing, and is said not to be tracked")
    void computedReflectionIsMemoized(CapturedOutput output) throws Exception {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(LOADER, PLUGIN, DANGER)) {
            assertThat(output).contains("[not-tracked] Loader.load does what its fingerprint cannot follow: ");
            assertThat(shop.<String>call("shop.Loader", "load", "Plugin")).isEqualTo("plugin 2");
            shop.call("shop.Loader", "load", "Plugin");
            shop.call("shop.Loader", "load", "Plugin");
            assertThat(Runs.of("load"))
                    .as("the first call initialised a class that counts, so its result was not stored")
                    .isEqualTo(2);
            assertThat(Runs.of("danger")).isZero();

            shop.type("shop.Plugin").getMethod("setFactor", int.class).invoke(null, 3);
            assertThat(shop.<String>call("shop.Loader", "load", "Plugin")).isEqualTo("plugin 3");
            assertThat(Runs.of("danger")).isZero();
        }
    }

    @Test
    @DisplayName("6.4: every change of the application's code is a miss")
    void everyChangeCounts() {
        String before = fingerprint("one", PLUGIN);
        assertThat(fingerprint("two", PLUGIN)).isEqualTo(before);
        assertThat(fingerprint("three", PLUGIN.replace("plugin ", "plug-in "))).isNotEqualTo(before);
    }

    private String fingerprint(String version, String plugin) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve(version)).start(LOADER, plugin, DANGER)) {
            return shop.memoized("Loader.load").fingerprint();
        }
    }
}
