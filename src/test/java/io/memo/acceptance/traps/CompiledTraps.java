package io.memo.acceptance.traps;

import io.memo.acceptance.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The edits that the fingerprint is tested with, compiled as they are before and after. Each lies in packages of its own, so that
 * all of one side are compiled at once.
 */
final class CompiledTraps {

    private static final Path SOURCES = Path.of("../../memo-core/src/test/resources/traps");

    /** What stands for a library in some of them would stand for it in all. */
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s*(@\\S+ )?package (?!app\\b)");

    /** What they answer depends on who is first, on who calls or on the collector, or they wait for a class that waits for them. */
    private static final Pattern THREADS = Pattern.compile("Thread|Async|Timer|Executor|parallel|StackTrace|finalize");

    private static final Pattern APPLICATION = Pattern.compile("(?<![\\w.$])app(?=[./][\\w*]|;)");

    private final Path folder;
    private final List<String> packages = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    private CompiledTraps(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles one in n of them into the folder, the same ones whatever others are added.
     *
     * @param each n; 1 for all
     */
    static CompiledTraps into(Path folder, int each) {
        CompiledTraps traps = new CompiledTraps(folder);
        for (String trap : all()) {
            String id = trap.substring(0, trap.indexOf(' '));
            if (Math.floorMod(id.hashCode(), each) == 0) {
                traps.add(id, trap.substring(trap.indexOf('\n')));
            }
        }
        Compiler.compile(folder.resolve("before"), traps.before.toArray(String[]::new));
        Compiler.compile(folder.resolve("after"), traps.after.toArray(String[]::new));
        return traps;
    }

    /** Without those that Java 17 does not compile, those that bring a library along, and those with threads of their own. */
    private static List<String> all() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> !file.toString().endsWith("21.txt"))
                    .sorted()
                    .flatMap(CompiledTraps::in)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> in(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^## "))
                    .filter(part -> !part.isBlank())
                    .filter(part -> {
                        String text = part.substring(part.indexOf('\n'));
                        return !LIBRARY.matcher(text).find()
                                && !THREADS.matcher(text).find();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String id, String trap) {
        String[] sides = current(trap).split("(?m)^=>$");
        String base = "trap" + id;
        packages.add(base);
        split(sides[0], base).forEach(before::add);
        split(sides[1], base).forEach(after::add);
    }

    /** Jackson as it is on the class path. */
    private static String current(String trap) {
        return trap.replace("com.fasterxml.jackson.databind", "tools.jackson.databind")
                .replace("com.fasterxml.jackson.core", "tools.jackson.core");
    }

    private static Stream<String> split(String side, String base) {
        return Stream.of(APPLICATION.matcher(side).replaceAll(base + ".app").split("(?m)^//FILE .*$"))
                .filter(text -> !text.isBlank());
    }

    /** Returns the packages that the traps lie in, each with a class {@code app.Svc} below it. */
    List<String> packages() {
        return packages;
    }

    /** Returns where the classes of one side lie. */
    Path classes(boolean edited) {
        return folder.resolve(edited ? "after" : "before");
    }
}
