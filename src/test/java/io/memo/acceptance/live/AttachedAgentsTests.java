package io.memo.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.AgentJar;
import io.memo.acceptance.Debugger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** Issue 18: JaCoCo's and OpenTelemetry's agents and Mockito's inline mock maker instrument the code of an application. */
class AttachedAgentsTests {

    private static final Path AGENTS = Path.of("target", "agents");
    private static final List<String> METHODS =
            List.of("untouched", "direct", "deep", "lambda", "initialised", "record", "colour");

    @TempDir
    static Path folder;

    private static Shop shop;

    @BeforeAll
    static void startTheApplicationWithAllOfThem() {
        shop = Shop.start(
                folder,
                List.of(
                        Debugger.OPTION,
                        // HotSwap keeps no members that JaCoCo added.
                        "-javaagent:" + AGENTS.resolve("org.jacoco.agent-runtime.jar")
                                + "=excludes=shop.Third,destfile=" + folder.resolve("jacoco.exec"),
                        "-javaagent:" + AGENTS.resolve("opentelemetry-javaagent.jar"),
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.instrumentation.methods.include=shop.Prices[direct,deep];shop.Third[of]",
                        "-javaagent:" + AgentJar.homeOf(Mockito.class),
                        Shop.agent(folder),
                        Shop.redefiningAgent(folder)));
    }

    @AfterAll
    static void endTheApplication() {
        shop.close();
    }

    @Test
    @DisplayName("SPEC 6.7: fingerprints are those of the same application without the agents")
    void fingerprintsAreThoseWithoutTheAgents(@TempDir Path other) {
        Map<String, String> with = fingerprints(shop);
        try (Shop plain = Shop.start(other, List.of())) {
            assertThat(with).isEqualTo(fingerprints(plain));
        }
        assertThat(shop.ask("members shop.Prices")).contains("$jacocoInit");
    }

    @Test
    @DisplayName("SPEC 6.7: a mocked class and retransformed ones move no fingerprint, and their results are hit")
    void instrumentingAgainMovesNothing() {
        Map<String, String> before = fingerprints(shop);
        shop.call("record", 3);
        shop.call("direct", 3);

        assertThat(shop.ask("mock shop.Money")).startsWith("Mock for Money");
        assertThat(shop.ask("retransform shop.Prices")).isEqualTo("retransformed");

        assertThat(shop.call("record", 3)).isEqualTo("MONEY 3 | hit");
        assertThat(shop.call("direct", 3)).isEqualTo("DIRECT 3 | hit");
        assertThat(fingerprints(shop)).isEqualTo(before);
    }

    @Test
    @DisplayName("SPEC 6.7: HotSwap below the agents counts, and what was stored before is hit again")
    void hotSwapBelowTheAgentsCounts() {
        shop.call("deep", 1);
        try (Debugger debugger = Debugger.attach(shop.jvm())) {
            shop.change(debugger, "shop.Third", "\"THIRD ", "\"third ");
            assertThat(shop.call("deep", 1))
                    .startsWith("third 1 | miss")
                    .contains("body of shop.Third.of(int) changed");

            shop.change(debugger, "shop.Third", "\"third ", "\"THIRD ");
            assertThat(shop.call("deep", 1)).isEqualTo("THIRD 1 | hit");
        }
    }

    private static Map<String, String> fingerprints(Shop shop) {
        Map<String, String> fingerprints = new TreeMap<>();
        METHODS.forEach(method -> fingerprints.put(method, shop.ask("fingerprint " + method)));
        return fingerprints;
    }
}
