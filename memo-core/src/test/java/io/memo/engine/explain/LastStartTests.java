package io.memo.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hasher;
import io.memo.Hashers;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.engine.MemoEngine;
import io.memo.engine.MethodMemoizer;
import io.memo.fingerprint.Compiled;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 8.2: what changed while the application was not running, by memo.explain.directory. */
class LastStartTests {

    private static final String SOURCE = """
            package app;
            class Svc { int price(int net) { return net + Tax.vat(net); } }
            class Tax { static int vat(int net) { return net * %s / 100; } }
            class Config { static int rate = 1; }
            """;

    private record Document(String name) {}

    @TempDir
    private Path folder;

    @Test
    @DisplayName("8.2: the code changed, by name")
    void changedCodeIsNamed() throws Throwable {
        assertThat(firstMiss(SOURCE.formatted(20))).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
        assertThat(firstMiss(SOURCE.formatted(20))).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
        MissReason reason = firstMiss(SOURCE.formatted(21));
        assertThat(reason)
                .isEqualTo(new MissReason(MissCause.CODE_CHANGED, List.of("body of app.Tax.vat(int) changed")));
        assertThat(reason.text()).isEqualTo("the code changed since the last start: body of app.Tax.vat(int) changed");
        assertThat(firstMiss(SOURCE.formatted(21))).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
    }

    @Test
    @DisplayName("8.2: it is said of the first miss alone")
    void firstMissAloneTellsIt() throws Throwable {
        firstMiss(SOURCE.formatted(20));
        Compiled compiled = Compiled.of(SOURCE.formatted(21));
        MethodMemoizer method = engine(compiled, folder).add(spec(compiled, ""));
        call(method, compiled, 1);
        call(method, compiled, 2);
        assertThat(method.misses())
                .extracting(miss -> miss.reason().cause())
                .containsExactly(MissCause.ARGUMENT_CHANGED, MissCause.CODE_CHANGED);
    }

    @Test
    @DisplayName("8.2: the version changed")
    void changedVersionIsTold() throws Throwable {
        Compiled compiled = Compiled.of(SOURCE.formatted(20));
        assertThat(firstMiss(compiled, "secret", folder)).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
        MissReason reason = firstMiss(compiled, "2", folder);
        assertThat(reason).isEqualTo(MissReason.of(MissCause.VERSION_CHANGED));
        assertThat(reason.text()).isEqualTo("the version changed since the last start");
    }

    @Test
    @DisplayName("8.2: a hasher changed, came or went")
    void changedHasherIsTold() throws Throwable {
        Compiled old = withHasher("value.toString()");
        Compiled edited = withHasher("value.length()");
        assertThat(firstMiss(old, "", folder, hasher(old))).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
        assertThat(firstMiss(edited, "", folder, hasher(edited)))
                .isEqualTo(new MissReason(MissCause.HASHER_CHANGED, List.of("app.Text")));
        assertThat(firstMiss(edited, "", folder, hasher(edited))).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
        assertThat(firstMiss(edited, "", folder))
                .isEqualTo(new MissReason(MissCause.HASHER_CHANGED, List.of("app.Text")));
        assertThat(firstMiss(edited, "", folder, Hashers.of(Document.class, Document::name))
                        .text())
                .startsWith("a hasher changed since the last start: a lambda in " + LastStartTests.class.getName());
    }

    @Test
    @DisplayName("8.2: which static changed is said by name")
    void staticVariable() throws Throwable {
        Compiled compiled = Compiled.of("""
                package app;
                class Svc { int price(int net) { return net * Config.rate; } }
                class Config { static int rate = 1; }
                """);
        MethodMemoizer method = engine(compiled, folder).add(spec(compiled, ""));
        call(method, compiled, 1);
        var rate = compiled.type("app.Config").getDeclaredField("rate");
        rate.setAccessible(true);
        rate.set(null, 2);
        call(method, compiled, 1);
        assertThat(method.misses().get(0).reason().text()).isEqualTo("Config.rate changed");
    }

    @Test
    @DisplayName("8.2, 3.6: a directory that cannot be written costs the reason")
    void notWritable() throws Throwable {
        Path file = Files.writeString(folder.resolve("file"), "");
        Compiled compiled = Compiled.of(SOURCE.formatted(20));
        assertThat(firstMiss(compiled, "", file)).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
        assertThat(Files.readString(file)).isEmpty();
    }

    @Test
    @DisplayName("8.2: files that hold something else are written over")
    void foreignContentIsWrittenOver() throws Throwable {
        firstMiss(SOURCE.formatted(20));
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.toList().get(0);
        }
        for (byte[] content : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe},
                new byte[0],
                "memo 0\ncode x".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, content);
            assertThat(firstMiss(SOURCE.formatted(20))).isEqualTo(MissReason.of(MissCause.FIRST_CALL));
            assertThat(firstMiss(SOURCE.formatted(21)).cause()).isEqualTo(MissCause.CODE_CHANGED);
        }
    }

    @Test
    @DisplayName("8.3: a file holds names and digests")
    void fileHoldsNamesAndDigests() throws Throwable {
        Compiled compiled = Compiled.of(SOURCE.formatted(20));
        firstMiss(compiled, "a secret", folder, Hashers.of(Document.class, Document::name));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList()).singleElement().satisfies(path -> {
                assertThat(path.getFileName().toString()).matches("Svc_price-[0-9a-f]+\\.memo");
                assertThat(Files.readString(path)).doesNotContain("secret").startsWith("memo 1\nversion ");
            });
        }
    }

    private MissReason firstMiss(String source) throws Throwable {
        return firstMiss(Compiled.of(source), "", folder);
    }

    private static MissReason firstMiss(Compiled compiled, String version, Path directory, Hasher<?>... hashers)
            throws Throwable {
        MethodMemoizer method = engine(compiled, directory, hashers).add(spec(compiled, version));
        call(method, compiled, 1);
        return method.misses().get(0).reason();
    }

    private static MemoEngine engine(Compiled compiled, Path directory, Hasher<?>... hashers) {
        return MemoEngine.builder(compiled.fingerprinter("app"))
                .hashers(List.of(hashers))
                .explainDirectory(directory)
                .build();
    }

    private static MethodSpec spec(Compiled compiled, String version) {
        Method method = compiled.method("app.Svc", "price");
        return new MethodSpec(
                "Svc:price",
                method,
                method.getDeclaringClass(),
                List.of(new MethodSpec.Parameter("net", false)),
                null,
                100,
                false,
                MutationPolicy.WARN,
                version,
                List.of());
    }

    private static @Nullable Object call(MethodMemoizer method, Compiled compiled, int argument) throws Throwable {
        var constructor = compiled.type("app.Svc").getDeclaredConstructor();
        constructor.setAccessible(true);
        return method.call(constructor.newInstance(), new Object[] {argument}, () -> "result");
    }

    private static Compiled withHasher(String answer) throws IOException {
        return Compiled.of(SOURCE.formatted(20)
                + "class Text implements io.memo.Hasher<StringBuffer> { public Object hash(StringBuffer value) { return "
                + answer + "; } }");
    }

    private static Hasher<?> hasher(Compiled compiled) throws ReflectiveOperationException {
        var constructor = compiled.type("app.Text").getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Hasher<?>) constructor.newInstance();
    }
}
