package io.memo.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.acceptance.Debugger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 18: a debugger replaces code of an application that runs without memo's agent, so the JVM's recorder tells, a second late. */
class RecordedCodeTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    private static Shop shop;
    private static Debugger debugger;

    @BeforeAll
    static void startTheApplication() {
        shop = Shop.start(folder, List.of(Debugger.OPTION, Shop.redefiningAgent(folder)));
        debugger = Debugger.attach(shop.jvm());
        await().atMost(PATIENCE).until(() -> shop.ask("recording").equals("true"));
    }

    @AfterAll
    static void endTheApplication() {
        debugger.close();
        shop.close();
    }

    @Test
    @DisplayName(
            "SPEC 6.7: without the agent replaced code counts once the recorder has told of it, and old code hits again")
    void replacedCodeCountsOnceItIsTold() {
        callLongBefore("deep", 1);

        shop.change(debugger, "shop.Third", "\"THIRD", "\"third");

        // Until then the old result is returned.
        String first =
                await().atMost(PATIENCE).until(() -> shop.call("deep", 1), answer -> !answer.equals("THIRD 1 | hit"));
        assertThat(first).startsWith("third 1 | miss").contains("body of shop.Third.of(int) changed");
        assertThat(shop.call("deep", 1)).isEqualTo("third 1 | hit");
        shop.change(debugger, "shop.Third", "\"third", "\"THIRD");
        awaitCall("deep", 1, "THIRD 1 | hit");
    }

    @Test
    @DisplayName(
            "SPEC 6.7: a result of new code that was stored before it was told is not taken for one of the old code")
    void resultsFromBeforeItWasToldAreForgotten() {
        callLongBefore("record", 1);
        shop.change(debugger, "shop.Money", "\"MONEY", "\"money");
        // Another argument, so that the new code runs, told or not.
        assertThat(shop.call("record", 2)).startsWith("money 2 | miss");
        awaitCall("record", 1, "money 1 | ");

        shop.change(debugger, "shop.Money", "\"money", "\"MONEY");

        awaitCall("record", 1, "MONEY 1 | hit");
        assertThat(shop.call("record", 2)).startsWith("MONEY 2 | miss");
    }

    @Test
    @DisplayName("SPEC 6.7: a retransformation moves nothing")
    void retransformationMovesNothing() {
        shop.call("colour", 1);
        String fingerprint = shop.ask("fingerprint colour");
        String other = shop.ask("fingerprint initialised");
        assertThat(shop.ask("retransform shop.Prices")).isEqualTo("retransformed");

        // Told later, so that the retransformation was heard of as well.
        shop.change(debugger, "shop.Table", "\"TABLE", "\"table");
        await().atMost(PATIENCE).untilAsserted(() -> {
            shop.call("initialised", 1);
            assertThat(shop.ask("fingerprint initialised")).isNotEqualTo(other);
        });

        assertThat(shop.ask("fingerprint colour")).isEqualTo(fingerprint);
        assertThat(shop.call("colour", 1)).isEqualTo("COLOUR blue | hit");
    }

    @Test
    @DisplayName("SPEC 6.7: who listens does not keep an application from ending")
    void applicationEndsWhileItIsListenedFor(@TempDir Path other) {
        try (Shop ending = Shop.start(other, List.of(Debugger.OPTION))) {
            await().atMost(PATIENCE).until(() -> ending.ask("recording").equals("true"));

            ending.jvm().send("end");

            await().atMost(PATIENCE).until(() -> !ending.jvm().isAlive());
        }
    }

    @Test
    void lineAtStartUpSaysWhoListens() {
        assertThat(shop.jvm().lines()).anyMatch(line -> line.endsWith(", live code by JFR, a second late"));
    }

    /** What was stored shortly before the recorder's time is dropped, since its clock is not ours. */
    private static void callLongBefore(String method, int number) {
        shop.call(method, number);
        Instant stored = Instant.now();
        await().until(() -> stored.isBefore(Instant.now().minusSeconds(4)));
    }

    private static void awaitCall(String method, int number, String beginning) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shop.call(method, number)).startsWith(beginning));
    }
}
