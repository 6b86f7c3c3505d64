package io.memo.acceptance;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aspectj.weaver.loadtime.WeavingURLClassLoader;

/** How the code of an application comes to memo: by proxies only, or woven besides, by AspectJ's own weavers. */
enum Weaving {
    /** Not woven. */
    PROXIES,
    /** When its classes are loaded. */
    LOAD_TIME,
    /** After javac, by ajc. */
    COMPILE_TIME;

    /** Copied there by Maven: on the class path of all tests they would be too much. */
    private static final Path JARS = Path.of("target", "weaving").toAbsolutePath();

    /** Returns how applications are woven where a test does not say: the whole suite can be run on woven code. */
    static Weaving byDefault() {
        return Weaving.valueOf(System.getProperty("memo.weaving", PROXIES.name()));
    }

    /** Weaves what was compiled into the folder, if that is to be done now, and returns what loads it. */
    URLClassLoader loader(Path folder, ClassLoader parent, Path... libraries) {
        if (this == COMPILE_TIME) {
            weave(folder);
        }
        URL[] urls = Stream.concat(Stream.of(folder), Stream.of(libraries))
                .map(Weaving::url)
                .toArray(URL[]::new);
        return this == LOAD_TIME ? new WeavingURLClassLoader(urls, parent) : new URLClassLoader(urls, parent);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has ajc weave the classes in the folder, in their place. */
    static void weave(Path folder) {
        weave(folder, folder);
    }

    /** Has ajc weave the classes in the one folder into the other. */
    static void weave(Path from, Path into) {
        List<String> said = new ArrayList<>();
        String[] arguments = {
            "-inpath",
            from.toString(),
            "-d",
            into.toString(),
            "-aspectpath",
            aspects(),
            // Or every @Aspect in the folder would be woven, also those that are meant for Spring's proxies.
            "-xmlConfigured",
            Path.of("resources", "aop-memo.xml").toAbsolutePath().toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-source",
            "17",
            "-target",
            "17",
            "-parameters",
            "-proc:none",
            "-Xlint:ignore"
        };
        try {
            Class<?>[] types = {
                String[].class, boolean.class, List.class, List.class, List.class, List.class, List.class
            };
            Ajc.MAIN.getMethod("bareMain", types).invoke(null, arguments, false, said, said, said, said, said);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        List<String> errors = said.stream()
                .filter(line -> line.contains("[error]") || line.contains("[fail]") || line.contains("[abort]"))
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("ajc: " + errors);
        }
    }

    /** Returns where memo's aspect lies. */
    private static String aspects() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("memo-aspectj"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("memo-aspectj is not on the class path"));
    }

    /** Returns the file of a library that Maven has copied. */
    static Path jar(String name) {
        return jar(JARS, name);
    }

    /** Returns the jar in a folder. */
    static Path jar(Path folder, String name) {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not in " + folder));
        } catch (IOException e) {
            throw new IllegalStateException("mvn process-test-resources copies it", e);
        }
    }

    /** Returns the file of AspectJ's agent. */
    static String agent() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("aspectjweaver-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("aspectjweaver is not on the class path"));
    }

    /** The compiler, in a class loader of its own, for it brings another copy of the weaver; loaded once, for that takes seconds. */
    private static final class Ajc {

        static final Class<?> MAIN = load();

        private static Class<?> load() {
            try {
                URL[] tools = {url(jar("aspectjtools"))};
                return Class.forName(
                        "org.aspectj.tools.ajc.Main",
                        true,
                        new URLClassLoader(tools, ClassLoader.getPlatformClassLoader()));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("mvn process-test-resources copies it", e);
            }
        }
    }
}
