package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.acceptance.shared.RedisServerFixture;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Issue 14: a release is rolled out over running processes that share, and rolled back. Five JVMs: with {@code -Pfailures} only. */
@EnabledIfSystemProperty(named = "memo.kills", matches = "\\d{2,}")
class RollingDeployTests {

    private static final String STOCK = """
            package shop;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Stock {
                @Memoize(maxEntries = 10) public String text(int key) throws InterruptedException {
                    Thread.sleep(5);
                    return "RELEASE " + key;
                }
            }
            """;

    private static final String LOOP = """
            package shop;
            import io.memo.*;
            import java.util.concurrent.ThreadLocalRandom;
            import java.util.concurrent.atomic.LongAdder;
            public class Loop {
                private static final LongAdder CALLS = new LongAdder();
                private static final LongAdder WRONG = new LongAdder();
                public static void main(String[] arguments) throws InterruptedException {
                    var context = org.springframework.boot.SpringApplication.run(Shop.class, arguments);
                    Stock stock = context.getBean(Stock.class);
                    MemoizedMethod method = context.getBean(Memoizer.class).methods().get(0);
                    while (method.tiers().get(0).readsPaused()) {
                        Thread.sleep(5);
                    }
                    for (int i = 0; i < 4; i++) {
                        new Thread(() -> callAll(stock)).start();
                    }
                    while (true) {
                        Thread.sleep(100);
                        TierFigures shared = method.tiers().get(0);
                        System.out.println("SEEN calls=" + CALLS + " wrong=" + WRONG
                                + " hits=" + shared.gets().get(TierFigures.Got.HIT)
                                + " misses=" + shared.gets().get(TierFigures.Got.MISS)
                                + " stored=" + shared.puts().get(TierFigures.Put.STORED));
                    }
                }
                private static void callAll(Stock stock) {
                    while (true) {
                        int key = ThreadLocalRandom.current().nextInt(50);
                        try {
                            if (!stock.text(key).equals("RELEASE " + key)) {
                                WRONG.increment();
                            }
                            Thread.sleep(2);
                        } catch (Throwable e) {
                            WRONG.increment();
                            e.printStackTrace();
                        }
                        CALLS.increment();
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private final List<ChildJvm> all = new ArrayList<>();

    @AfterEach
    void stop() {
        all.forEach(ChildJvm::close);
    }

    private ChildJvm start(RedisServerFixture redis, String release) {
        Path classes = folder.resolve(release);
        if (!classes.toFile().exists()) {
            OutsideApplication.compile(
                    classes, STOCK.replace("RELEASE", release), LOOP.replace("RELEASE", release), Machines.REDIS);
        }
        ChildJvm started = ChildJvm.start(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "shop.Loop",
                "--spring.application.name=shop",
                "--spring.main.web-application-type=none",
                "--redis=" + redis.port(),
                "--memo.shared.enabled=true",
                "--memo.shared.secret=" + Machines.SECRET,
                "--memo.shared.min-compute=0ms",
                "--memo.shared.deadline=5s");
        all.add(started);
        return started;
    }

    /** Returns what the process said last, nothing before it has called anything. */
    private static Map<String, Long> seen(ChildJvm process) {
        Optional<String> last =
                process.lines().stream().filter(line -> line.startsWith("SEEN")).reduce((earlier, later) -> later);
        return Figures.of(last.orElse(""));
    }

    private static void awaitCalls(ChildJvm... processes) {
        for (ChildJvm process : processes) {
            long before = seen(process).getOrDefault("calls", 0L);
            await().atMost(Machines.PATIENCE).until(() -> seen(process).getOrDefault("calls", 0L) > before + 500);
        }
    }

    @Test
    @DisplayName("SPEC 7.1, 7.3: rolled out and back under load, processes killed: none sees another release's results")
    void rolledOutAndBack() {
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            ChildJvm first = start(redis, "one");
            ChildJvm second = start(redis, "one");
            awaitCalls(first, second);
            ChildJvm third = start(redis, "two");
            awaitCalls(first, second, third);
            first.close();
            ChildJvm fourth = start(redis, "two");
            awaitCalls(second, third, fourth);
            second.close();
            awaitCalls(third, fourth);
            ChildJvm back = start(redis, "one");
            awaitCalls(third, fourth, back);

            assertThat(all).allSatisfy(process -> assertThat(seen(process)).containsEntry("wrong", 0L));
            assertThat(seen(third).get("stored") + seen(fourth).get("stored"))
                    .as("each release runs once for each key")
                    .isEqualTo(50);
            assertThat(seen(back)).containsEntry("misses", 0L).containsEntry("stored", 0L);
            assertThat(seen(back).get("hits")).isPositive();
        }
    }
}
