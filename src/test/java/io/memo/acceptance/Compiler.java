package io.memo.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source texts against what is on the class path of the tests, that is against the starter. */
final class Compiler {

    private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile(
            "public\\s+(?:final\\s+|abstract\\s+)*(?:class|interface|record|enum|@interface)\\s+(\\w+)");

    private Compiler() {}

    /** Compiles each text, which holds one public type, into the folder. */
    static void compile(Path folder, String... sources) {
        compile(folder, List.of(), sources);
    }

    /** The same, against more than the class path of the tests. */
    static void compile(Path folder, List<Path> against, String... sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String classPath = Stream.concat(
                        against.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                "-parameters",
                "-g",
                "--release",
                "17",
                "-proc:none",
                "-nowarn");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean compiled = javac.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        Stream.of(sources).map(Source::new).toList())
                .call();
        if (!compiled) {
            throw new IllegalArgumentException("The sources do not compile:\n" + messages);
        }
    }

    private static String find(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("No " + pattern + " in:\n" + source);
        }
        return matcher.group(1);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(
                    URI.create("string:///" + find(PACKAGE, text).replace('.', '/') + "/" + find(TYPE, text) + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
