package io.memo.acceptance;

import io.memo.acceptance.shared.RedisServerFixture;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Java processes with defaults of their own on one directory and one Redis: each compares what memoized methods answer with what
 * the same methods answer when they run plainly in that very process.
 */
final class TwinMachines {

    /** Calls what {@code shop.Calls} lists, twice on the bean and once plainly; then it waits until all that is kept is written. */
    static final String MAIN = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import org.springframework.boot.*;
            import org.springframework.context.annotation.*;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Main {
                public interface Call { Object on(boolean plainly) throws Exception; }
                public interface Listed { Map<String, Call> calls(); }
                public static void main(String[] arguments) { SpringApplication.run(Main.class, arguments).close(); }
                @Bean ApplicationRunner compare(Memoizer memoizer, Listed listed) {
                    return arguments -> {
                        while (tiers(memoizer).anyMatch(TierFigures::readsPaused)) { Thread.onSpinWait(); }
                        for (Map.Entry<String, Call> each : listed.calls().entrySet()) {
                            Object plain = each.getValue().on(true);
                            for (int i = 0; i < 2; i++) {
                                Object answer = each.getValue().on(false);
                                if (!Objects.deepEquals(answer, plain)) {
                                    System.out.println("WRONG " + each.getKey() + ": " + shown(answer) + " instead of " + shown(plain));
                                }
                            }
                        }
                        long end = System.nanoTime() + 20_000_000_000L;
                        while (System.nanoTime() < end && !memoizer.methods().stream().allMatch(each -> isWritten(each) || isOfThisProcess(each))) { Thread.sleep(5); }
                        for (MemoizedMethod each : memoizer.methods()) {
                            if (!isWritten(each)) {
                                System.out.println("UNKEPT " + each.name() + " " + each.tiers());
                            }
                            if (each.figures().misses() > 0) {
                                System.out.println("MISSED " + each.name());
                            }
                        }
                        System.out.println("CALLS " + listed.calls().size());
                    };
                }
                private static java.util.stream.Stream<TierFigures> tiers(Memoizer memoizer) {
                    return memoizer.methods().stream().flatMap(method -> method.tiers().stream());
                }
                private static boolean isWritten(MemoizedMethod method) {
                    return method.tiers().size() == 2 && method.tiers().stream().allMatch(tier -> tier.puts().get(TierFigures.Put.STORED) >= method.figures().misses());
                }
                /** Its key means nothing in another process, so no tier was asked. */
                private static boolean isOfThisProcess(MemoizedMethod method) {
                    return method.tiers().stream().allMatch(tier -> tier.asked() == 0);
                }
                private static String shown(Object value) {
                    String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
                    return text.replace("\\r", "\\\\r").replace("\\n", "\\\\n");
                }
            }
            """;

    private final Path classes;
    private final RedisServerFixture redis;

    /** @param sources the rest of the application, with a bean of type {@code Main.Listed} */
    TwinMachines(Path classes, RedisServerFixture redis, List<String> sources) {
        this.classes = classes;
        this.redis = redis;
        List<String> all = new ArrayList<>(List.of(MAIN, Machines.REDIS));
        all.addAll(sources);
        Compiler.compile(classes, all.toArray(String[]::new));
    }

    /**
     * What one process had to say.
     *
     * @param calls how many were compared
     * @param wrong the answers that differed
     * @param missed the methods that ran
     * @param unkept the methods of which not every result reached both tiers
     */
    record Told(int calls, List<String> wrong, List<String> missed, List<String> unkept) {

        static Told of(ChildJvm child) {
            int calls = Integer.parseInt(child.line("CALLS ", 1));
            return new Told(calls, lines(child, "WRONG "), lines(child, "MISSED "), lines(child, "UNKEPT "));
        }

        private static List<String> lines(ChildJvm child, String beginning) {
            return child.lines().stream()
                    .filter(line -> line.startsWith(beginning))
                    .map(line -> line.substring(beginning.length()))
                    .toList();
        }
    }

    /**
     * Runs one process to its end.
     *
     * @param directory where it persists
     * @param defaults options of the JVM
     * @param properties of the application, as arguments
     */
    Told run(Path directory, List<String> defaults, String... properties) {
        List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(defaults);
        command.addAll(List.of(
                // Without it, newer JVMs do not show which lambda of a class an object is.
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "-Dspring.devtools.restart.enabled=false",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "shop.Main",
                "--spring.application.name=shop",
                "--spring.main.web-application-type=none",
                "--redis=" + redis.port(),
                "--memo.persist.directory=" + directory,
                "--memo.shared.enabled=true",
                "--memo.shared.secret=" + Machines.SECRET,
                "--memo.shared.min-compute=0ms",
                "--memo.shared.deadline=10s"));
        command.addAll(List.of(properties));
        try (ChildJvm child = ChildJvm.start(command.toArray(String[]::new))) {
            return Told.of(child);
        }
    }
}
