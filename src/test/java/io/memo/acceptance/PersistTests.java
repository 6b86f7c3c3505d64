package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.store.tier.entry.EntryFormat;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/** 7.2: {@code persist = true} from end to end: an application, started again and again. */
@ExtendWith(OutputCaptureExtension.class)
class PersistTests {

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                public record Price(String article, List<Integer> cents) implements java.io.Serializable {}
                private final int factor;
                public Quotes(@org.springframework.beans.factory.annotation.Value("${factor:1}") int factor) {
                    this.factor = factor;
                }
                @Memoize(persist = true)
                public Price price(String article) {
                    io.memo.acceptance.Runs.ran("price");
                    return new Price(article, new ArrayList<>(List.of(factor * 100)));
                }
                @Memoize(persist = true)
                public String other(String article) {
                    io.memo.acceptance.Runs.ran("other");
                    return "other " + article;
                }
                @Memoize(persist = true)
                public String of(Thread thread) {
                    io.memo.acceptance.Runs.ran("of");
                    return "a thread";
                }
                @Memoize
                public String inMemory(String article) {
                    io.memo.acceptance.Runs.ran("inMemory");
                    return "in memory " + article;
                }
                @Memoize(persist = true)
                public Object anything(String article) {
                    io.memo.acceptance.Runs.ran("anything");
                    return new NotSerializable(article);
                }
                public record NotSerializable(String article) {}
                public static void spoil(Price price) { price.cents().add(0, 7); }
            }
            """;

    private static final String IDENTITY = """
            package shop;
            import io.memo.*;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Identity {
                @org.springframework.context.annotation.Bean
                Hasher<Thread> threads() { return Hashers.identity(Thread.class); }
            }
            """;

    private static final String BEAN = "shop.Quotes";

    @TempDir
    private Path folder;

    private Path kept;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
        kept = folder.resolve("kept");
    }

    @Test
    @DisplayName("P01: off by default, nothing is written, not even the directory")
    void offByDefault() {
        String plain = QUOTES.replace("(persist = true)", "");
        try (OutsideApplication shop = application().start(plain, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
            shop.call(BEAN, "inMemory", "tea");
            assertThat(shop.memoized("Quotes.price").tiers()).isEmpty();
        }
        assertThat(kept).doesNotExist();
    }

    @Test
    @DisplayName("P02: after a restart the first call is a hit, and the method did not run")
    void restartHits() {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
            assertThat(figures(shop, "Quotes.price").gets()).containsEntry(Got.MISS, 1L);
        }
        try (OutsideApplication shop = started()) {
            assertThat(shop.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[100]]");
            assertThat(Runs.of("price")).isOne();
            assertThat(shop.memoized("Quotes.price").figures().hits()).isOne();
            assertThat(shop.memoized("Quotes.price").figures().misses()).isZero();
            assertThat(figures(shop, "Quotes.price").gets()).containsEntry(Got.HIT, 1L);
            assertThat(figures(shop, "Quotes.other").gets()).containsEntry(Got.HIT, 0L);
            // From memory now: nobody asks the disk again.
            assertThat(shop.<Object>call(BEAN, "price", "tea")).isSameAs(shop.call(BEAN, "price", "tea"));
            assertThat(figures(shop, "Quotes.price").gets()).containsEntry(Got.HIT, 1L);
        }
    }

    @Test
    @DisplayName("5.1, 5.4: a reloaded object raises no alert by itself, and one when it is changed")
    void reloadedObjectIsChecked() throws ReflectiveOperationException {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
        }
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
            Object price = shop.call(BEAN, "price", "tea");
            assertThat(shop.memoized("Quotes.price").figures().mutations()).isZero();
            shop.type(BEAN).getMethod("spoil", price.getClass()).invoke(null, price);
            shop.call(BEAN, "price", "tea");
            assertThat(shop.memoized("Quotes.price").figures().mutations()).isOne();
        }
        // What was spoilt in memory is whole on disk.
        try (OutsideApplication shop = started()) {
            assertThat(shop.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[100]]");
        }
    }

    @Test
    @DisplayName("5.1: under RECOMPUTE the method runs, it is not answered from disk; and the new result is kept")
    void recomputeRuns() throws ReflectiveOperationException {
        String recompute = QUOTES.replace(
                "@Memoize(persist = true)", "@Memoize(persist = true, onMutation = MutationPolicy.RECOMPUTE)");
        try (OutsideApplication shop = application().start(recompute, IDENTITY)) {
            Object price = shop.call(BEAN, "price", "tea");
            await().until(() -> figures(shop, "Quotes.price").puts().get(Put.STORED) == 1);
            shop.type(BEAN).getMethod("spoil", price.getClass()).invoke(null, price);
            assertThat(shop.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[100]]");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    @DisplayName("2: a stored result for which validate is false is not returned from disk either")
    void invalidResultIsNotRestored() {
        String validated = QUOTES.replaceFirst("@Memoize\\(persist = true\\)", """
                @Memoize(persist = true, validate = "@environment.getProperty('valid') == null")""");
        try (OutsideApplication shop = application().start(validated, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
        }
        try (OutsideApplication shop = application().property("valid", "no").start(validated, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("P03: a damaged file is a miss and a warning, and is written anew")
    void damagedFile(CapturedOutput output) throws IOException {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
        }
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        try (OutsideApplication shop = started()) {
            assertThat(shop.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[100]]");
            assertThat(Runs.of("price")).isEqualTo(2);
            assertThat(figures(shop, "Quotes.price").gets()).containsEntry(Got.CORRUPT, 1L);
            assertThat(output).contains("An entry of Quotes.price in the disk tier was dropped");
        }
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("P06, 3.6: the class of the result changed: a miss, no exception")
    void changedClass() {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
        }
        String wider = QUOTES.replace("List<Integer> cents)", "List<Integer> cents, String currency)")
                .replace("factor * 100))", "factor * 100)), \"EUR\"");
        try (OutsideApplication shop = application().start(wider, IDENTITY)) {
            assertThat(shop.<Object>call(BEAN, "price", "tea"))
                    .hasToString("Price[article=tea, cents=[100], currency=EUR]");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("P14, 1.2: changed code misses; changed back, the old file is hit")
    void changedCode() {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
        }
        try (OutsideApplication shop = application().start(QUOTES.replace("* 100", "* 119"), IDENTITY)) {
            assertThat(shop.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[119]]");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
        try (OutsideApplication shop = started()) {
            assertThat(shop.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[100]]");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    @DisplayName("1.1, P14: another value of an external variable misses; the first value again hits")
    void changedExternalVariable() {
        for (String factor : List.of("1", "2", "1", "2")) {
            try (OutsideApplication shop =
                    application().property("factor", factor).start(QUOTES, IDENTITY)) {
                assertThat(shop.<Object>call(BEAN, "price", "tea"))
                        .hasToString("Price[article=tea, cents=[" + factor + "00]]");
            }
        }
        assertThat(Runs.of("price")).isEqualTo(2);
    }

    @Test
    @DisplayName("P10, 3.7: after a restart ttl goes on counting from when the result was first stored")
    void ttlAcrossRestarts() {
        String ttl = "memo.methods.Quotes.price.ttl";
        try (OutsideApplication shop = application().property(ttl, "1h").start(QUOTES, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
        }
        try (OutsideApplication shop = application().property(ttl, "1h").start(QUOTES, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
            assertThat(Runs.of("price")).isOne();
        }
        try (OutsideApplication shop = application().property(ttl, "1ms").start(QUOTES, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("P11: clear(method) removes its files and no others; with nothing there it is no error")
    void clearRemovesItsFiles() {
        try (OutsideApplication shop = started()) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            assertThatCode(() -> memoizer.clear("Quotes.price")).doesNotThrowAnyException();
            for (String article : List.of("tea", "salt")) {
                shop.call(BEAN, "price", article);
                shop.call(BEAN, "other", article);
            }
        }
        assertThat(files()).hasSize(4);
        try (OutsideApplication shop = started()) {
            // Known by a call, so that there is an object to ask for the key.
            shop.call(BEAN, "other", "tea");
            shop.bean(Memoizer.class).clear("Quotes.price");
            shop.bean(Memoizer.class).clear("Quotes.other", "salt");
            assertThat(files()).hasSize(1);
            shop.call(BEAN, "price", "tea");
            assertThat(Runs.of("price")).isEqualTo(3);
            shop.call(BEAN, "other", "salt");
            assertThat(Runs.of("other")).isEqualTo(3);
        }
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "other", "tea");
            assertThat(Runs.of("other")).isEqualTo(3);
            shop.bean(Memoizer.class).clear();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("P11: clear(method, arguments) before any call removes what an earlier start left")
    void clearBeforeAnyCall() {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
        }
        try (OutsideApplication shop = started()) {
            shop.bean(Memoizer.class).clear("Quotes.price", "tea");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName(
            "Issue 14.3: cleared where no folder can be made, and where entries cannot be moved: gone after a restart")
    void clearWhereNoFolderCanBeMade() throws IOException {
        for (Consumer<Memoizer> clear : List.<Consumer<Memoizer>>of(
                memoizer -> memoizer.clear("Quotes.price"),
                memoizer -> memoizer.clear("Quotes.price", "tea"),
                Memoizer::clear)) {
            Runs.reset();
            try (OutsideApplication shop = started()) {
                shop.call(BEAN, "price", "tea");
            }
            Path trash = kept.resolve("memo-v" + EntryFormat.VERSION).resolve("trash");
            FileSystemUtils.deleteRecursively(trash);
            Files.createFile(trash);
            try (OutsideApplication shop = started()) {
                clear.accept(shop.bean(Memoizer.class));
            }
            Files.delete(trash);
            try (OutsideApplication shop = started()) {
                shop.call(BEAN, "price", "tea");
            }
            assertThat(Runs.of("price")).isEqualTo(2);
            FileSystemUtils.deleteRecursively(kept);
        }
    }

    @Test
    @DisplayName("Issue 12.14, P11: clear(method) of a method that is in memory only by now also removes its files")
    void clearRemovesTheFilesOfAMethodThatIsInMemoryOnly() {
        try (OutsideApplication shop = started()) {
            for (String article : List.of("tea", "salt")) {
                shop.call(BEAN, "price", article);
                shop.call(BEAN, "other", article);
            }
        }
        OutsideApplication.Setup memoryOnly = application().property("memo.methods.Quotes.price.persist", "false");
        try (OutsideApplication shop = memoryOnly.start(QUOTES, IDENTITY)) {
            shop.bean(Memoizer.class).clear("Quotes.price", "tea");
            assertThat(files()).hasSize(3);
            shop.bean(Memoizer.class).clear("Quotes.price");
            assertThat(files()).hasSize(2);
        }
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "salt");
            shop.call(BEAN, "other", "salt");
            assertThat(Runs.of("price")).isEqualTo(3);
            assertThat(Runs.of("other")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("4.7: a key that means nothing in another process stays in memory")
    void processLocalKeyStaysOut() {
        try (OutsideApplication shop = started()) {
            Thread thread = new Thread("local");
            shop.call(BEAN, "of", thread);
            shop.call(BEAN, "of", thread);
            assertThat(Runs.of("of")).isOne();
            assertThat(figures(shop, "Quotes.of").gets()).containsEntry(Got.MISS, 0L);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("F12: a result that cannot be kept is computed after each start, returned from memory, told once")
    void unstorableResult(CapturedOutput output) {
        for (int start = 1; start <= 2; start++) {
            try (OutsideApplication shop = started()) {
                Object first = shop.call(BEAN, "anything", "tea");
                assertThat(shop.<Object>call(BEAN, "anything", "tea")).isSameAs(first);
                shop.call(BEAN, "anything", "salt");
                await().until(() -> figures(shop, "Quotes.anything").puts().get(Put.REFUSED) == 2);
                assertThat(Runs.of("anything")).isEqualTo(2 * start);
            }
        }
        assertThat(files()).isEmpty();
        assertThat(output.getOut().split("A result of Quotes.anything is kept in memory only", -1))
                .hasSize(3);
    }

    @Test
    @DisplayName("F5: the directory is deleted, or cannot be used any more, while the application runs: it heals")
    void directoryIsLost() throws IOException {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
            await().until(() -> files().size() == 1);
            FileSystemUtils.deleteRecursively(kept);
            Files.writeString(kept, "no directory");
            assertThat(shop.<Object>call(BEAN, "other", "tea")).isEqualTo("other tea");
            await().until(() -> figures(shop, "Quotes.other").puts().get(Put.FAILED) == 1);
            Files.delete(kept);
            assertThat(shop.<Object>call(BEAN, "other", "salt")).isEqualTo("other salt");
            await().until(() -> figures(shop, "Quotes.other").puts().get(Put.STORED) == 1);
        }
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "other", "salt");
            assertThat(Runs.of("other")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("F7: others may write to the directory: nothing is kept, the reason is told, memory works")
    void directoryOfOthers(CapturedOutput output) throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Files.createDirectory(kept);
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (OutsideApplication shop = started()) {
            assertThat(shop.<Object>call(BEAN, "price", "tea")).isSameAs(shop.call(BEAN, "price", "tea"));
            assertThat(shop.memoized("Quotes.price").tiers()).isEmpty();
        }
        assertThat(kept).isEmptyDirectory();
        assertThat(output)
                .contains("Nothing is kept on disk, for the directory " + kept)
                .contains("chmod 700 it. The property is memo.persist.directory.");
    }

    @Test
    @DisplayName(
            "7.2: applications with other names share a directory and no entries; min-compute keeps out what is quick")
    void otherApplicationAndQuickMethods() {
        try (OutsideApplication shop = started()) {
            shop.call(BEAN, "price", "tea");
        }
        try (OutsideApplication shop =
                application().property("spring.application.name", "another").start(QUOTES, IDENTITY)) {
            shop.call(BEAN, "price", "tea");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
        try (OutsideApplication shop =
                application().property("memo.persist.min-compute", "1h").start(QUOTES, IDENTITY)) {
            shop.call(BEAN, "other", "tea");
        }
        assertThat(files()).hasSize(2).noneMatch(file -> file.toString().contains("Quotes.other"));
    }

    private OutsideApplication started() {
        return application().start(QUOTES, IDENTITY);
    }

    private OutsideApplication.Setup application() {
        return OutsideApplication.in(folder.resolve("classes")).property("memo.persist.directory", kept.toString());
    }

    private static TierFigures figures(OutsideApplication shop, String method) {
        return shop.memoized(method).tiers().get(0);
    }

    /** The entries, without what was cleared. */
    private List<Path> files() {
        Path entries = kept.resolve("memo-v2/apps");
        if (!Files.exists(entries)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(entries)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
