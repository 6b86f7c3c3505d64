package io.memo.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.acceptance.Debugger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 18: a debugger replaces code of an application that runs with memo's agent. */
class HotSwapTests {

    @TempDir
    static Path folder;

    private static Shop shop;
    private static Debugger debugger;

    @BeforeAll
    static void startTheApplication() {
        shop = Shop.start(folder, List.of(Debugger.OPTION, Shop.agent(folder)));
        debugger = Debugger.attach(shop.jvm());
    }

    @AfterAll
    static void endTheApplication() {
        debugger.close();
        shop.close();
    }

    @Test
    @DisplayName("SPEC 6.7: the body of a memoized method is replaced")
    void memoizedMethodIsReplaced() {
        changed("direct", "shop.Prices", "DIRECT ", "direct ", "body of shop.Prices.direct(int) changed");
    }

    @Test
    @DisplayName("SPEC 6.7: the body of a callee three levels down is replaced")
    void calleeThreeLevelsDownIsReplaced() {
        changed("deep", "shop.Third", "THIRD ", "third ", "body of shop.Third.of(int) changed");
    }

    @Test
    @DisplayName("SPEC 6.7: the body of a lambda is replaced")
    void lambdaBodyIsReplaced() {
        changed("lambda", "shop.Prices", "LAMBDA ", "lambda ", "body of shop.Prices");
    }

    @Test
    @DisplayName("SPEC 6.7: a method of a record is replaced")
    void methodOfRecordIsReplaced() {
        changed("record", "shop.Money", "MONEY ", "money ", "body of shop.Money.text() changed");
    }

    @Test
    @DisplayName("SPEC 6.7: a switch on an enum is replaced")
    void switchOnEnumIsReplaced() {
        changed("colour", "shop.Prices", "COLOUR ", "colour ", "body of shop.Prices.colour(int) changed");
    }

    @Test
    @DisplayName("SPEC 6.7: the class of a static initialiser is replaced, which does not run again")
    void classOfStaticInitialiserIsReplaced() {
        String before = shop.call("initialised", 1);

        shop.change(debugger, "shop.Table", "\"TABLE \"", "\"table \"");

        assertThat(shop.call("initialised", 1))
                .startsWith("TABLE 1 | miss")
                .contains("initialiser of shop.Table.RATES changed");
        shop.change(debugger, "shop.Table", "\"table \"", "\"TABLE \"");
        assertThat(before).startsWith("TABLE 1 | miss");
        assertThat(shop.call("initialised", 1)).isEqualTo("TABLE 1 | hit");
    }

    @Test
    @DisplayName("SPEC 6.7: code that the JVM refuses changes nothing")
    void refusedCodeChangesNothing() {
        String plain = "return Third.of(number); }";
        String split = "return more(number); } static String more(int number) { return Third.of(number); }";
        shop.call("deep", 7);

        assertThatThrownBy(() -> shop.change(debugger, "shop.Second", plain, split))
                .isInstanceOf(UnsupportedOperationException.class);

        // Nobody tells that the JVM refused it: until it is given up, calls run the method.
        assertThat(shop.call("deep", 7)).startsWith("THIRD 7 | ");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(shop.call("deep", 7)).isEqualTo("THIRD 7 | hit"));
        shop.compile("shop.Second", split, plain);
    }

    @Test
    void lineAtStartUpSaysWhoListens() {
        assertThat(shop.jvm().lines()).anyMatch(line -> line.endsWith(", live code by agent"));
    }

    /** The next call misses and says why, others hit, and what was stored before is hit again when the code is as it was. */
    private static void changed(String method, String type, String from, String to, String reason) {
        String result = shop.call(method, 1).split(" \\| ")[0];
        shop.call("untouched", 1);
        assertThat(shop.call(method, 1)).isEqualTo(result + " | hit");

        shop.change(debugger, type, "\"" + from, "\"" + to);

        assertThat(shop.call(method, 1))
                .startsWith(result.replace(from, to) + " | miss")
                .contains(reason);
        assertThat(shop.call(method, 1)).isEqualTo(result.replace(from, to) + " | hit");
        assertThat(shop.call("untouched", 1)).isEqualTo("untouched 1 | hit");
        shop.change(debugger, type, "\"" + to, "\"" + from);
        assertThat(shop.call(method, 1)).isEqualTo(result + " | hit");
    }
}
