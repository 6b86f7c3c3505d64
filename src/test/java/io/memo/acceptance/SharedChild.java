package io.memo.acceptance;

import io.memo.acceptance.shared.RedisServerFixture;
import java.io.File;
import java.nio.file.Path;

/**
 * A machine in a process of its own, which can be killed and stopped: it makes one call, and
 * again until another result takes the place of its own.
 */
final class SharedChild {

    static final String SOURCE = """
            package shop;
            import io.memo.*;
            public class Child {
                public static void main(String[] arguments) {
                    var context = org.springframework.boot.SpringApplication.run(Shop.class, arguments);
                    Memoizer memoizer = context.getBean(Memoizer.class);
                    while (figures(memoizer).readsPaused()) {
                        Thread.onSpinWait();
                    }
                    Stock stock = context.getBean(Stock.class);
                    String first = stock.told(7);
                    System.out.println("VALUE " + first);
                    while (stock.told(7).equals(first)) {
                        Thread.onSpinWait();
                    }
                    System.out.println("THEN " + stock.told(7));
                }
                private static TierFigures figures(Memoizer memoizer) {
                    return memoizer.methods().stream()
                            .filter(method -> method.name().equals("Stock.told"))
                            .findFirst().orElseThrow().tiers().get(0);
                }
            }
            """;

    private SharedChild() {}

    /** Starts one whose computation ends when there is the file. */
    static ChildJvm start(Machines machines, RedisServerFixture redis, Path file, String lease) {
        return ChildJvm.start(
                "-XX:TieredStopAtLevel=1",
                "-Dworld.file=" + file,
                "-cp",
                machines.classes() + File.pathSeparator + System.getProperty("java.class.path"),
                "shop.Child",
                "--spring.application.name=shop",
                "--spring.main.web-application-type=none",
                "--redis=" + redis.port(),
                "--memo.shared.enabled=true",
                "--memo.shared.secret=" + Machines.SECRET,
                "--memo.shared.deadline=5s",
                "--memo.shared.lease=" + lease);
    }
}
