package io.memo.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aspectj.bridge.IMessage;
import org.aspectj.bridge.MessageHandler;
import org.aspectj.tools.ajc.Main;

/** Weaves aspects into compiled applications as a build does after javac: by the compiler of AspectJ, on class files. */
final class Woven {

    /** An aspect where memo's own are, that stands around every method and goes on by the join point. */
    static final String BY_JOIN_POINT = """
            package io.memo.aspectj;
            import org.aspectj.lang.ProceedingJoinPoint;
            import org.aspectj.lang.annotation.*;
            @Aspect
            public class Everywhere {
                @Around("execution(* *(..)) && !within(io.memo.aspectj..*)")
                public Object around(ProceedingJoinPoint point) throws Throwable {
                    return point.proceed();
                }
            }
            """;

    /** The same in the form of memo's own: what a method gets is bound one by one, and the methods are marked. */
    static final String BY_ARGUMENTS = """
            package io.memo.aspectj;
            public aspect Everywhere {
                public @interface Mark { }
                interface Invocation { Object run(); }
                static Object call(Object point, Object[] arguments, Invocation invocation) { return invocation.run(); }
                declare @method: !synthetic !abstract * app..*.*(..): @Mark;
                pointcut all(): execution(* *(..)) && !within(io.memo.aspectj..*);
                pointcut ofObjects(Object target): all() && this(target);
                pointcut ofClasses(): execution(static * *(..)) && all();
                Object around(Object target): ofObjects(target) && args() {
                    return call(thisJoinPointStaticPart, null, new Invocation() {
                        public Object run() { return proceed(target); }
                    });
                }
                Object around(): ofClasses() && args() {
                    return call(thisJoinPointStaticPart, null, new Invocation() {
                        public Object run() { return proceed(); }
                    });
                }
                Object around(Object target, Object a0): ofObjects(target) && args(a0) {
                    return call(thisJoinPointStaticPart, null, new Invocation() {
                        public Object run() { return proceed(target, a0); }
                    });
                }
                Object around(Object a0): ofClasses() && args(a0) {
                    return call(thisJoinPointStaticPart, null, new Invocation() {
                        public Object run() { return proceed(a0); }
                    });
                }
                Object around(Object target, Object a0, Object a1): ofObjects(target) && args(a0, a1) {
                    return call(thisJoinPointStaticPart, null, new Invocation() {
                        public Object run() { return proceed(target, a0, a1); }
                    });
                }
                Object around(Object target): ofObjects(target) && args(*, *, *, ..) {
                    return call(thisJoinPointStaticPart, thisJoinPoint.getArgs(), new Invocation() {
                        public Object run() { return proceed(target); }
                    });
                }
                Object around(): ofClasses() && args(*, *, ..) {
                    return call(thisJoinPointStaticPart, thisJoinPoint.getArgs(), new Invocation() {
                        public Object run() { return proceed(); }
                    });
                }
            }
            """;

    private static final Map<String, Map<String, byte[]>> ASPECTS = new TreeMap<>();

    private Woven() {}

    /**
     * Returns the application with an aspect woven into it.
     *
     * @param aspect the text of {@code io.memo.aspectj.Everywhere}
     */
    static Compiled with(String aspect, Compiled plain, Path directory, String... options) {
        return woven(plain, Compiled.ofClasses(aspect(aspect, directory)), directory, options);
    }

    private static synchronized Map<String, byte[]> aspect(String text, Path directory) {
        return ASPECTS.computeIfAbsent(text, any -> {
            Path source = directory.resolve("Everywhere.aj");
            try {
                Files.createDirectories(directory);
                Files.writeString(source, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Path into = directory.resolve("aspect");
            run(List.of("-d", into.toString(), "-g", source.toString()));
            return Compiled.in(into).classes();
        });
    }

    private static Compiled woven(Compiled plain, Compiled aspects, Path directory, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-inpath",
                plain.into(directory.resolve("plain")).toString(),
                "-aspectpath",
                aspects.into(directory.resolve("aspects")).toString(),
                "-d",
                directory.resolve("woven").toString()));
        arguments.addAll(Arrays.asList(options));
        run(arguments);
        return Compiled.in(directory.resolve("woven"));
    }

    private static void run(List<String> options) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-17", "-proc:none", "-cp", System.getProperty("java.class.path")));
        MessageHandler messages = new MessageHandler();
        new Main().run(arguments.toArray(String[]::new), messages);
        if (messages.hasAnyMessage(IMessage.ERROR, true)) {
            throw new IllegalStateException(Arrays.toString(messages.getMessages(IMessage.ERROR, true)));
        }
    }
}
