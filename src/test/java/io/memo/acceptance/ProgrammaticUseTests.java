package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 2: memoizer.memoize(function), as somebody outside uses it: memo-core alone, and the bean of a Spring application. */
class ProgrammaticUseTests {

    private static final Pattern PROGRAM = Pattern.compile("```java\\R(package .*?)```", Pattern.DOTALL);
    private static final List<String> CORE = List.of("memo-core", "asm-9", "caffeine", "slf4j-api", "jspecify");

    private static final String TILL = """
            package shop;
            import io.memo.Memoizer;
            import java.util.function.Function;
            @org.springframework.stereotype.Component
            public class Till {
                private final Function<Long, String> price;
                long rate = 2;
                public Till(Memoizer memoizer) { price = memoizer.memoize(this::compute); }
                private String compute(Long product) {
                    io.memo.acceptance.Runs.ran("till");
                    return "p" + product * rate;
                }
                public String price(long product) { return price.apply(product); }
                public void rate(long rate) { this.rate = rate; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("the program in docs/without-spring.md runs with memo-core alone, from class path and from a fat jar")
    void programOfTheDocumentation() throws IOException {
        Path classes = folder.resolve("classes");
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../../docs/without-spring.md")));
        assertThat(program.find()).isTrue();
        Compiler.compile(classes, program.group(1));
        String classPath = Stream.concat(Stream.of(classes), core().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));

        assertOutput(classPath);
        assertOutput(fatJar(classes).toString());
    }

    private static void assertOutput(String classPath) {
        try (ChildJvm child = ChildJvm.start("-cp", classPath, "shop.Quotes")) {
            assertThat(child.line("true", 1)).isEmpty();
            assertThat(child.lines())
                    .filteredOn(line -> !line.startsWith("SLF4J"))
                    .containsExactly("computing", "714", "714", "computing", "642", "714", "true");
        }
    }

    private static List<Path> core() {
        List<Path> found = Jars.libraries().stream()
                .filter(library -> CORE.stream().anyMatch(library.toString()::contains))
                .filter(library ->
                        Files.isDirectory(library) || library.toString().endsWith(".jar"))
                .toList();
        assertThat(found).hasSizeGreaterThanOrEqualTo(CORE.size());
        return found;
    }

    private Path fatJar(Path classes) throws IOException {
        Path content = folder.resolve("fat");
        copy(classes, content);
        for (Path library : core()) {
            if (Files.isDirectory(library)) {
                copy(library, content);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(library)) {
                    copy(jar.getPath("/"), content);
                }
            }
        }
        return Jars.plain(content, folder.resolve("fat.jar"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    @Test
    @DisplayName("the Memoizer bean memoizes functions of beans, and memo.enabled=false leaves them as they are")
    void functionsOfBeans() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(TILL)) {
            assertThat(shop.<String>call("shop.Till", "price", 5L)).isEqualTo("p10");
            assertThat(shop.<String>call("shop.Till", "price", 5L)).isEqualTo("p10");
            assertThat(Runs.of("till")).isOne();
            shop.call("shop.Till", "rate", 3L);
            assertThat(shop.<String>call("shop.Till", "price", 5L)).isEqualTo("p15");
            assertThat(shop.memoized("Till.compute").figures().hits()).isOne();
        }
        Runs.reset();
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.enabled", "false").start(TILL)) {
            shop.call("shop.Till", "price", 5L);
            shop.call("shop.Till", "price", 5L);
            assertThat(Runs.of("till")).isEqualTo(2);
            assertThat(shop.bean(Memoizer.class).methods()).isEmpty();
        }
    }
}
