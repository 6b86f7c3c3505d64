package io.memo.acceptance.live;

import io.memo.acceptance.AgentJar;
import io.memo.acceptance.ChildJvm;
import io.memo.acceptance.Compiler;
import io.memo.acceptance.Debugger;
import io.memo.agent.MemoAgent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An application in another JVM, and its developer: changes sources, compiles, and lets the debugger replace what changed. */
final class Shop implements AutoCloseable {

    /** The text that stands in the body of each method, by what is changed in it. */
    static final Map<String, String> SOURCES = Map.of(
            "shop.Shop",
            """
            package shop;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Shop {}
            """,
            "shop.Prices",
            """
            package shop;
            import io.memo.Memoize;
            import java.util.function.IntFunction;
            @org.springframework.stereotype.Service
            public class Prices {
                @Memoize public String untouched(int number) { return "untouched " + number; }
                @Memoize public String direct(int number) { return "DIRECT " + number; }
                @Memoize public String deep(int number) { return First.of(number); }
                @Memoize public String lambda(int number) {
                    IntFunction<String> text = each -> "LAMBDA " + each;
                    return text.apply(number);
                }
                @Memoize public String initialised(int number) { return Table.RATES.get(0) + number; }
                @Memoize public String record(int number) { return new Money(number).text(); }
                @Memoize public String colour(int number) {
                    return switch (Colour.values()[number % 2]) {
                        case RED -> "COLOUR red";
                        case BLUE -> "COLOUR blue";
                    };
                }
            }
            """,
            "shop.First",
            "package shop; class First { static String of(int number) { return Second.of(number); } }",
            "shop.Second",
            "package shop; class Second { static String of(int number) { return Third.of(number); } }",
            "shop.Third",
            "package shop; class Third { static String of(int number) { return \"THIRD \" + number; } }",
            "shop.Table",
            """
            package shop;
            import java.util.*;
            class Table {
                static final List<String> RATES;
                static { RATES = List.of("TABLE "); }
            }
            """,
            "shop.Money",
            "package shop; public record Money(int cents) { String text() { return \"MONEY \" + cents; } }",
            "shop.Colour",
            "package shop; public enum Colour { RED, BLUE }");

    private final Path classes;
    private final Path folder;
    private final ChildJvm jvm;
    private final Map<String, String> sources = new HashMap<>(SOURCES);
    private int answers;

    private Shop(Path folder, Path classes, ChildJvm jvm) {
        this.folder = folder;
        this.classes = classes;
        this.jvm = jvm;
    }

    /** Starts the application with these options of the JVM and these arguments. */
    static Shop start(Path folder, List<String> options, String... arguments) {
        Path classes = folder.resolve("classes");
        Compiler.compile(classes, SOURCES.values().toArray(String[]::new));
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dspring.devtools.restart.enabled=false",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                ShopProgram.class.getName(),
                "--spring.main.web-application-type=none"));
        command.addAll(List.of(arguments));
        Shop shop = new Shop(folder, classes, ChildJvm.start(command.toArray(String[]::new)));
        shop.jvm.line("STARTED", 1);
        return shop;
    }

    /** Returns the option that adds memo's agent. */
    static String agent(Path folder) {
        return "-javaagent:" + AgentJar.of(MemoAgent.class, folder.resolve("memo-agent.jar"));
    }

    /** Returns the option that adds the agent of the tests. */
    static String redefiningAgent(Path folder) {
        return "-javaagent:" + AgentJar.naming(RedefiningAgent.class, folder.resolve("redefining-agent.jar"));
    }

    ChildJvm jvm() {
        return jvm;
    }

    /** Asks the application and returns its answer. */
    String ask(String command) {
        jvm.send(command);
        return jvm.line("answer ", ++answers);
    }

    /** Calls a method of the bean: its result, {@code | hit} or {@code | miss |} and the reason. */
    String call(String method, int number) {
        return ask("call " + method + " " + number);
    }

    /** Replaces a text in the source of a class, compiles it where the JVM found it, and replaces the classes that came of it. */
    void change(Debugger debugger, String type, String from, String to) {
        Map<String, byte[]> changed = compile(type, from, to);
        debugger.redefine(changed);
    }

    /** The same without a debugger: the new class files lie there, the JVM runs what it ran. */
    Map<String, byte[]> compile(String type, String from, String to) {
        String source = sources.get(type);
        if (!source.contains(from)) {
            throw new IllegalArgumentException(type + " has no " + from);
        }
        sources.put(type, source.replace(from, to));
        Path target = folder.resolve("compiled");
        deleteFiles(target);
        Compiler.compile(target, List.of(classes), sources.get(type));
        Map<String, byte[]> changed = new HashMap<>();
        for (Path file : files(target)) {
            String name = target.relativize(file).toString();
            changed.put(name.replace(".class", "").replace(File.separatorChar, '.'), move(file, classes.resolve(name)));
        }
        return changed;
    }

    private static byte[] move(Path file, Path to) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.move(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteFiles(Path folder) {
        files(folder).forEach(file -> file.toFile().delete());
    }

    private static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        jvm.kill();
    }
}
