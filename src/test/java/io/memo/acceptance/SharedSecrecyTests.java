package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.SetArgs;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the shared tier says of itself, and what it keeps to itself. */
@ExtendWith(OutputCaptureExtension.class)
class SharedSecrecyTests {

    private static final String CANARY = "yellow-bird-7f3a";
    private static final String SECRET = "blue-bird-0c5e-0c5e";

    private static final String NOTES = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Notes {
                @io.memo.Memoize public List<String> note(String text) { return new ArrayList<>(List.of(text)); }
                @io.memo.Memoize public String fails(String text) { throw new IllegalStateException(); }
                @io.memo.Memoize public Object odd(String text) { return new Odd(text); }
                public static final class Odd {
                    private final String text;
                    Odd(String text) { this.text = text; }
                }
            }
            """;

    @TempDir
    private Path folder;

    private RedisServerFixture redis;
    private Machines machines;

    @BeforeEach
    void start() {
        World.reset();
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis, NOTES);
    }

    @AfterEach
    void stop() {
        machines.close();
        redis.close();
    }

    @Test
    @DisplayName("8: endpoint and meters tell of tier shared: look-ups, results kept, time, pauses")
    void endpointAndMetersShowTheTier() {
        Machine machine = machines.start("web=true");
        note(machine, "tea");
        await().atMost(Machines.PATIENCE).until(() -> figures(machine).puts().get(Put.STORED) == 1);
        Machine second = machines.start("web=true");
        note(second, "tea");
        Http http = new Http(second.application());
        String tags = "?tag=name:Notes.note&tag=tier:shared";
        assertThat(http.meter("memo.tier.gets" + tags + "&tag=result:hit")).isOne();
        assertThat(new Http(machine.application()).meter("memo.tier.puts" + tags + "&tag=result:stored"))
                .isOne();
        assertThat(http.meter("memo.tier.latency" + tags)).isPositive();
        assertThat(http.meter("memo.tier.paused" + tags + "&tag=operation:read"))
                .isZero();
        assertThat(http.<List<String>>get("memo/Notes.note", "$..tiers[*].name"))
                .containsExactly("shared");
        assertThat(http.send("GET", "memo/Notes.note").body()).contains("\"hit\":1");

        redis.kill();
        for (int i = 0; !figures(second).readsPaused(); i++) {
            note(second, "salt " + i);
        }
        assertThat(http.meter("memo.tier.paused" + tags + "&tag=operation:read"))
                .isOne();
        assertThat(http.send("GET", "health").body()).contains("UP");
    }

    @Test
    @DisplayName("8: no value and no secret in a line of the log or an answer, at TRACE, whatever fails")
    void valuesAndSecretsAppearNowhere(CapturedOutput output) {
        Machine machine = machines.start(
                "web=true",
                "management.endpoint.env.show-values=never",
                "memo.shared.secret=" + SECRET,
                "memo.shared.accepted-secrets=" + SECRET + "-old",
                "memo.shared.max-entry-size=2KB",
                "memo.shared.deadline=1s",
                "memo.console.enabled=true",
                "logging.level.root=debug",
                "logging.level.io.memo=trace",
                // Of the libraries, which show what they send.
                "logging.level.io.lettuce=info",
                "logging.level.io.netty=info");
        for (int i = 0; i < 5; i++) {
            note(machine, CANARY + " " + i);
        }
        machine.application().call("shop.Notes", "odd", CANARY);
        note(machine, CANARY + "x".repeat(9_000));
        await().atMost(Machines.PATIENCE).until(() -> figures(machine).puts().get(Put.STORED) == 5);
        List<String> names = machines.awaitEntries("Notes.note", 5);
        byte[] bytes = machines.inRedis(commands -> commands.get(names.get(0)));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .as("it is there to be said")
                .contains(CANARY);
        bytes[bytes.length / 2] ^= 1;
        machines.inRedis(commands -> commands.set(names.get(0), bytes));
        machines.inRedis(commands -> commands.set(
                names.get(1),
                (CANARY + SECRET).repeat(20).getBytes(StandardCharsets.UTF_8),
                SetArgs.Builder.px(60_000)));
        machines.inRedis(commands -> commands.del(names.get(2)));
        machines.inRedis(commands -> commands.lpush(names.get(2), CANARY.getBytes(StandardCharsets.UTF_8)));
        Machine second = machines.start("memo.shared.secret=" + SECRET, "logging.level.io.memo=trace");
        for (int i = 0; i < 5; i++) {
            note(second, CANARY + " " + i);
        }
        assertThat(figures(second).gets().get(Got.HIT)).isEqualTo(2);
        redis.ask(commands -> commands.configSet("maxmemory", "1"));
        for (int i = 5; i < 12; i++) {
            note(machine, CANARY + " " + i);
        }
        redis.kill();
        for (int i = 12; i < 40; i++) {
            note(machine, CANARY + " " + i);
        }
        machine.memoizer().clear("Notes.note", CANARY + " 1");
        Http http = new Http(machine.application());
        List<String> said = new ArrayList<>();
        for (String path :
                List.of("memo", "memo/Notes.note", "memo/Notes.odd", "info", "health", "configprops", "env")) {
            said.add(http.send("GET", path).body());
        }
        said.add(new Http(machine.application(), "/memo/api/")
                .send("GET", "methods")
                .body());
        said.addAll(names);
        assertThat(String.join("\n", said)).doesNotContain(CANARY).doesNotContain(SECRET);
        assertThat(output.getAll())
                .contains("Notes.odd is kept in memory only", "in the shared tier was dropped")
                .doesNotContain(CANARY)
                .doesNotContain(SECRET);
    }

    private static void note(Machine machine, String text) {
        assertThat(machine.application().<List<String>>call("shop.Notes", "note", text))
                .containsExactly(text);
    }

    private static io.memo.TierFigures figures(Machine machine) {
        return machine.application().memoized("Notes.note").tiers().get(0);
    }
}
