package io.memo.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An application compiled from source text, as files and as a class loader. Class files come from memory, those of
 * libraries from the system class loader.
 */
public final class Compiled implements ClassFileSource {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all, never closed: it remembers where the classes of the JDK are. */
    private static final StandardJavaFileManager LIBRARIES = COMPILER.getStandardFileManager(null, null, null);

    private final Map<String, byte[]> classes = new TreeMap<>();
    private final ClassLoader loader = new MemoryLoader();

    private Compiled() {}

    /** Compiles one source text; classes in it should not be public. */
    public static Compiled of(String source, String... options) {
        return of(Map.of("Source", source), options);
    }

    /** Compiles source texts by file name without suffix. */
    public static Compiled of(Map<String, String> sources, String... options) {
        Compiled compiled = new Compiled();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, text) -> files.add(new SourceText(name, text)));
        List<String> all = new ArrayList<>(List.of("-proc:none", "-nowarn"));
        all.addAll(Arrays.asList(options));
        StringWriter messages = new StringWriter();
        JavaFileManager memory = compiled.new Memory(LIBRARIES);
        synchronized (LIBRARIES) {
            if (!COMPILER.getTask(messages, memory, null, all, null, files).call()) {
                throw new IllegalArgumentException(messages + "\nin " + sources);
            }
        }
        return compiled;
    }

    /** Returns an application of these class files by binary name. */
    static Compiled ofClasses(Map<String, byte[]> classes) {
        Compiled compiled = new Compiled();
        compiled.classes.putAll(classes);
        return compiled;
    }

    /** Returns what {@link #into} wrote. */
    static Compiled in(Path directory) {
        Compiled compiled = new Compiled();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = directory.relativize(file).toString();
                String name = path.substring(0, path.length() - ".class".length());
                compiled.classes.put(name.replace('/', '.').replace('\\', '.'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compiled;
    }

    /** Returns the contents of the class files by binary name; may be changed. */
    public Map<String, byte[]> classes() {
        return classes;
    }

    /** Returns the class, defined once. */
    public Class<?> type(String binaryName) {
        try {
            return Class.forName(binaryName, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns the only method of that name that the class declares itself. */
    public Method method(String binaryName, String name) {
        return methodOf(type(binaryName), name);
    }

    /** Returns the only method of that name that the class declares itself. */
    public static Method methodOf(Class<?> type, String name) {
        List<Method> found = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(name + " of " + type + ": " + found);
        }
        return found.get(0);
    }

    /** Returns a fingerprinter that reads these class files. */
    public CodeFingerprinter fingerprinter(String... packages) {
        return CodeFingerprinterFactory.installed().create(this, ApplicationScope.of(Set.of(packages)));
    }

    /** Returns the fingerprint of {@code app.Svc.price}. */
    public CodeFingerprint fingerprint() {
        return fingerprint("app.Svc", "price");
    }

    /** Returns the fingerprint of a method on its declaring class, with {@code app} as the application. */
    public CodeFingerprint fingerprint(String binaryName, String name) {
        return fingerprinter("app").fingerprint(method(binaryName, name));
    }

    /** Writes the class files below the directory. */
    public Path into(Path directory) {
        classes.forEach((name, content) -> {
            try {
                Path file = directory.resolve(name.replace('.', '/') + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return directory;
    }

    @Override
    public byte[] bytesOf(String binaryName) {
        byte[] own = classes.get(binaryName);
        if (own != null) {
            return own;
        }
        try (var stream = ClassLoader.getSystemResourceAsStream(binaryName.replace('.', '/') + ".class")) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> classesIn(String packageName) {
        return classes.keySet().stream()
                .filter(name -> packageName.isEmpty() ? name.indexOf('.') < 0 : name.startsWith(packageName + "."))
                .collect(Collectors.toSet());
    }

    private final class MemoryLoader extends ClassLoader {

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] content = classes.get(name);
            if (content == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, content, 0, content.length);
        }
    }

    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        Memory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name, toByteArray());
                        }
                    };
                }
            };
        }
    }

    /** Returns the lines that only one of two manifests has, for messages. */
    public static Map<String, List<String>> differences(CodeFingerprint before, CodeFingerprint after) {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        differences.put("only before", new ArrayList<>(before.manifest()));
        differences.get("only before").removeAll(after.manifest());
        differences.put("only after", new ArrayList<>(after.manifest()));
        differences.get("only after").removeAll(before.manifest());
        return differences;
    }
}
