package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import io.memo.TierFigures.Got;
import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 14: several that have one Redis and one name, and what each of them lets the others have. */
class SharedTenantsTests {

    private static RedisServerFixture redis;

    @TempDir
    private Path folder;

    private Machines machines;

    @BeforeAll
    static void startRedis() {
        redis = RedisServerFixture.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void start() {
        World.reset();
        Runs.reset();
        redis.ask(commands -> commands.flushall());
        machines = Machines.in(folder, redis);
    }

    @AfterEach
    void stop() {
        machines.close();
    }

    private Machine unsigned() {
        return machines.start("memo.shared.secret=", "memo.shared.unsigned=true");
    }

    @Test
    @DisplayName("SPEC 7.7: without signatures machines share results and clears; one that signs has no part in it")
    void noSignatures() {
        Machine one = unsigned();
        Machine other = unsigned();
        Machine signing = machines.start();
        int old = World.version("text", 1, one.call("text", 1));
        machines.awaitEntries("Stock.text", 1);
        other.call("text", 1);
        assertThat(Runs.of("text")).isOne();
        signing.call("text", 1);
        assertThat(Runs.of("text")).isEqualTo(2);
        machines.awaitEntries("Stock.text", 2);

        int changed = World.change();
        one.memoizer().clear("Stock.text");
        await().atMost(Machines.PATIENCE)
                .untilAsserted(() -> assertThat(World.version("text", 1, other.call("text", 1)))
                        .isEqualTo(changed));
        assertThat(World.version("text", 1, signing.call("text", 1))).isEqualTo(old);
        assertThat(signing.got("text", Got.CORRUPT)).isZero();
        assertThat(signing.got("text", Got.FOREIGN)).isZero();
    }

    @Test
    @DisplayName("Issue 14.9, SPEC 7.7: staging and production, of one name, each with a secret: no results, no clears")
    void twoSecrets() {
        Machine production = machines.start();
        Machine staging = machines.start("memo.shared.secret=the secret of staging");
        production.call("text", 5);
        machines.awaitEntries("Stock.text", 1);
        staging.call("text", 5);
        machines.awaitEntries("Stock.text", 2);
        assertThat(Runs.of("text")).as("each has its own").isEqualTo(2);
        staging.memoizer().clear();
        production.call("text", 6);
        machines.awaitEntries("Stock.text", 3);
        Machine another = machines.start();
        another.call("text", 5);
        another.call("text", 6);
        assertThat(Runs.of("text")).as("production lost nothing").isEqualTo(3);
        assertThat(another.got("text", Got.HIT)).isEqualTo(2);
    }

    @Test
    @DisplayName("SPEC 7.3: two applications of one name and one secret: no result of the other, each hears its clears")
    void oneName() {
        Machine ours = machines.start();
        try (OutsideApplication theirs = Machines.setup(folder.resolve("theirs"), folder.resolve("their disk"))
                .property("redis", redis.port())
                .start(
                        Machines.STOCK.replace("World.read(\"text\", key)", "\"theirs \" + World.read(\"text\", key)"),
                        Machines.REDIS)) {
            await().atMost(Machines.PATIENCE)
                    .until(() -> !theirs.memoized("Stock.text").tiers().get(0).readsPaused());
            String our = ours.call("text", 2);
            assertThat(theirs.<String>call("shop.Stock", "text", 2)).isEqualTo("theirs " + our);
            machines.awaitEntries("Stock.text", 2);
            assertThat(ours.<String>call("text", 2)).isEqualTo(our);
            assertThat(Runs.of("text")).isEqualTo(2);

            int changed = World.change();
            theirs.bean(Memoizer.class).clear("Stock.text");
            await().atMost(Machines.PATIENCE).until(() -> World.version("text", 2, ours.call("text", 2)) == changed);
        }
    }

    @Test
    @DisplayName("SPEC 7.3: memo.methods.<name>.shared=false keeps a method out, and its clear still reaches the store")
    void keptOut() {
        Machine sharing = machines.start();
        int old = World.version("text", 3, sharing.call("text", 3));
        machines.awaitEntries("Stock.text", 1);
        Machine alone = machines.startWithoutStore("memo.methods[Stock.text].shared=false");
        await().atMost(Machines.PATIENCE).until(() -> !alone.shared("large").readsPaused());
        assertThat(World.version("text", 3, alone.call("text", 3))).isEqualTo(old);
        assertThat(Runs.of("text")).as("it ran by itself").isEqualTo(2);

        int changed = World.change();
        alone.memoizer().clear("Stock.text");
        await().atMost(Machines.PATIENCE).until(() -> World.version("text", 3, sharing.call("text", 3)) == changed);
    }

    @Test
    @DisplayName("SPEC 7.3: what took less than memo.shared.min-compute is not shared")
    void quickResultStaysLocal() {
        Machine some = machines.start("memo.shared.min-compute=1h");
        some.call("text", 4);
        some.application().close();
        assertThat(machines.entries("Stock.text")).isEmpty();
    }

    @Test
    @DisplayName(
            "SPEC 7.3: a miss for which others wait sends two to seven commands more than its look-up and its result")
    void missSendsFewCommands() {
        Machine machine = machines.start();
        machine.call("slow", 0);
        awaitNoTurn();
        int calls = 20;
        long before = commands();
        for (int key = 1; key <= calls; key++) {
            machine.call("slow", key);
        }
        machines.awaitEntries("Stock.slow", 1 + calls);
        awaitNoTurn();
        assertThat(commands() - before).as("GETRANGE and SET with them").isBetween(4L * calls, 9L * calls);
    }

    private void awaitNoTurn() {
        await().atMost(Machines.PATIENCE)
                .until(() -> machines.inRedis(redis -> redis.keys("*:l")).isEmpty());
    }

    /** Returns how many commands Redis was sent, but those that are sent all the time and those of this test. */
    private static long commands() {
        return redis.ask(commands -> commands.info("commandstats"))
                .lines()
                .filter(line ->
                        line.matches("cmdstat_(get|getrange|set|eval|evalsha|unlink|del|pexpire|publish|mget):.*"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("[^:]*:calls=(\\d+),.*", "$1")))
                .sum();
    }
}
