package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.StructuralHasher;
import io.memo.spring.spec.HasherBeans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hash_funcs} is used for: the seed's file reference, and objects that have no value of their own. */
class HashersTests {

    private static final String FILE_REFERENCE = """
            package shop;
            public record FileReference(String filename) { }
            """;

    private static final String READER = """
            package shop;
            import java.nio.file.*;
            @org.springframework.stereotype.Service
            public class Reader {
                @io.memo.Memoize
                public String read(FileReference file) throws Exception {
                    io.memo.acceptance.Runs.ran("read");
                    return Files.readString(Path.of(file.filename()));
                }
                @io.memo.Memoize
                public String describe(Thread thread, int times) {
                    io.memo.acceptance.Runs.ran("describe");
                    return "thread" + times;
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("2, E07: a hasher bean as a lambda, by name and modification time")
    void fileIsReadAgainWhenItsTimeChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("data.txt"), "one");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        try (OutsideApplication shop = start(hashers("""
                @Bean Hasher<FileReference> byTime() {
                    return file -> List.of(file.filename(), Files.getLastModifiedTime(Path.of(file.filename())).toMillis());
                }"""))) {
            read(shop, file);
            Files.writeString(file, "two");
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            assertThat(read(shop, file))
                    .as("same time, so alike by this hasher")
                    .isEqualTo("one");

            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(1)));
            assertThat(read(shop, file)).isEqualTo("two");
            assertThat(Runs.of("read")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("V30, E10: by content, of a type from another class loader: an edit misses, undone it hits")
    void fileIsReadAgainWhenItsContentChanges() throws IOException {
        Path file = Files.writeString(folder.resolve("data.txt"), "one");
        try (OutsideApplication shop = start(hashers("""
                @Bean Hasher<FileReference> byContent() {
                    return file -> Files.readAllBytes(Path.of(file.filename()));
                }"""))) {
            read(shop, file);
            Files.writeString(file, "two");
            assertThat(read(shop, file)).isEqualTo("two");
            Files.writeString(file, "one");
            assertThat(read(shop, file)).isEqualTo("one");
            assertThat(Runs.of("read")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("1.1, 6: a hasher is code behind the key: who edits it misses, whatever it answers")
    void editedHasherMisses() {
        String hasher = hashers("@Bean Hasher<Thread> name() { return thread -> thread.getName(); }");
        Digest before = keyOfThread("v1", hasher);
        Digest edited = keyOfThread("v2", hasher.replace("thread.getName()", "thread.getName() + \"\""));
        Digest reverted = keyOfThread("v3", hasher);

        assertThat(edited).isNotEqualTo(before);
        assertThat(reverted).isEqualTo(before);
    }

    private Digest keyOfThread(String version, String hashers) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve(version)).start(FILE_REFERENCE, READER, hashers)) {
            CodeFingerprinter code =
                    CodeFingerprinter.forPackages(shop.type("shop.Reader").getClassLoader(), "shop");
            return StructuralHasher.builder()
                    .hashers(new HasherBeans(shop.context().getBeanFactory()).all())
                    .behaviour(code::behaviourOf)
                    .build()
                    .digest(new Thread("name"));
        }
    }

    @Test
    @DisplayName("2, V31: identity")
    void identityTellsObjectsApart() {
        try (OutsideApplication shop =
                start(hashers("@Bean Hasher<Thread> identity() { return Hashers.identity(Thread.class); }"))) {
            Thread one = new Thread();
            describe(shop, one);
            describe(shop, one);
            assertThat(Runs.of("describe")).isOne();

            describe(shop, new Thread());
            assertThat(Runs.of("describe")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("2: constant turns hashing off for the type")
    void constantMakesAllObjectsAlike() {
        try (OutsideApplication shop =
                start(hashers("@Bean Hasher<Thread> constant() { return Hashers.constant(Thread.class); }"))) {
            describe(shop, new Thread());
            describe(shop, new Thread());
            assertThat(Runs.of("describe")).isOne();
        }
    }

    @Test
    @DisplayName("2: a hasher of one method holds for it alone and goes before the beans")
    void hasherOfTheMethodWins() {
        String byName = """
                package shop;
                public class ByName implements io.memo.Hasher<Thread> {
                    public Object hash(Thread thread) { return thread.getName(); }
                }
                """;
        String reader = READER.replace(
                "@io.memo.Memoize\n    public String describe",
                "@io.memo.Memoize(hashers = ByName.class)\n    public String describe");
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("app"))
                .start(
                        FILE_REFERENCE,
                        reader,
                        byName,
                        hashers("@Bean Hasher<Thread> constant() { return Hashers.constant(Thread.class); }"))) {
            describe(shop, new Thread("a"));
            describe(shop, new Thread("a"));
            describe(shop, new Thread("b"));
            assertThat(Runs.of("describe")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("4.6, E01: what cannot be hashed is refused, and the message says what to do")
    void unhashableArgumentIsNamed() {
        try (OutsideApplication shop = start()) {
            assertThatThrownBy(() -> describe(shop, new Thread("secret-name")))
                    .isInstanceOf(UnhashableTypeException.class)
                    .hasMessageContaining("Reader.describe")
                    .hasMessageContaining("argument")
                    .hasMessageContaining("thread")
                    .hasMessageContaining("java.lang.Thread")
                    .hasMessageContaining("Hasher<Thread>")
                    .hasMessageContaining("@MemoIgnore")
                    .hasMessageNotContaining("secret-name");
            assertThat(Runs.of("describe")).isZero();
        }
    }

    @Test
    @DisplayName("3.6: memo.on-unhashable=bypass runs the method instead")
    void unhashableArgumentCanBeBypassed() {
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("app"))
                .property("memo.on-unhashable", "bypass")
                .start(FILE_REFERENCE, READER)) {
            describe(shop, new Thread());
            describe(shop, new Thread());
            assertThat(Runs.of("describe")).isEqualTo(2);
        }
    }

    private OutsideApplication start(String... more) {
        String[] sources = new String[more.length + 2];
        sources[0] = FILE_REFERENCE;
        sources[1] = READER;
        System.arraycopy(more, 0, sources, 2, more.length);
        return OutsideApplication.in(folder.resolve("app")).start(sources);
    }

    private static String hashers(String beanMethod) {
        return """
                package shop;
                import io.memo.*;
                import java.nio.file.*;
                import java.util.*;
                import org.springframework.context.annotation.*;
                @Configuration(proxyBeanMethods = false)
                public class ShopHashers {
                    %s
                }
                """.formatted(beanMethod);
    }

    private static String read(OutsideApplication shop, Path file) {
        try {
            Object reference =
                    shop.type("shop.FileReference").getConstructor(String.class).newInstance(file.toString());
            return shop.call("shop.Reader", "read", reference);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String describe(OutsideApplication shop, Thread thread) {
        return shop.call("shop.Reader", "describe", thread, 1);
    }
}
