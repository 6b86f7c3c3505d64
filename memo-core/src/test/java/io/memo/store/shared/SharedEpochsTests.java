package io.memo.store.shared;

import static io.memo.store.shared.SharedMachine.await;
import static io.memo.store.shared.SharedMachine.key;
import static io.memo.store.shared.SharedMachine.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.store.tier.Notes;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("7.3, T04 what was cleared stays cleared, whatever happens to the store and to messages")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SharedEpochsTests {

    private final SharedServer server = new SharedServer();

    @Test
    @DisplayName("F21 whose messages are lost finds out by looking")
    void lostMessages() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            b.line.deaf = true;
            a.put("m", "1", "one");
            a.tier.clear("m");
            waiting().untilAsserted(() -> assertThat(b.cleared).contains("m"));
            assertThat(b.get("m", "1")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("F18 a clear that cannot be sent holds here, and is sent before anything is read")
    void clearWhileAway() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.put("m", "1", "one");
            a.line.cut = true;
            assertThatThrownBy(() -> a.tier.clear("m")).isInstanceOf(IOException.class);
            CountDownLatch go = new CountDownLatch(1);
            a.line.hook = operation -> {
                if (operation.equals("fields")) {
                    await(go);
                }
            };
            a.line.cut = false;
            assertThat(a.get("m", "1"))
                    .as("the store answers but does not know")
                    .isEqualTo("unknown");
            assertThat(b.get("m", "1")).isEqualTo("one");
            go.countDown();
            waiting().untilAsserted(() -> assertThat(a.get("m", "1")).isEqualTo("nothing"));
            waiting().untilAsserted(() -> assertThat(b.get("m", "1")).isEqualTo("nothing"));
            assertThat(b.cleared).containsOnly("m");
        }
    }

    @Test
    @DisplayName("F18 both sides of a partition clear: each hears of the other's clear, though its own is the later")
    void clearsOnBothSides() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server);
                SharedMachine c = SharedMachine.up(server)) {
            a.put("m", "1", "old");
            a.line.cut = true;
            assertThatThrownBy(() -> a.tier.clear("m")).isInstanceOf(IOException.class);
            b.tier.clear("m");
            waiting().until(() -> c.cleared.contains("m"));
            c.put("m", "1", "of the others");
            a.line.cut = false;
            waiting().until(() -> !a.get("m", "1").equals("unknown"));
            assertThat(a.get("m", "1")).isEqualTo("nothing");
            assertThat(a.cleared).as("what it stored until b's clear").contains("m");
            waiting().untilAsserted(() -> assertThat(b.cleared).contains("m"));
            a.put("m", "1", "new");
            waiting().untilAsserted(() -> assertThat(b.get("m", "1")).isEqualTo("new"));
            waiting().untilAsserted(() -> assertThat(c.get("m", "1")).isEqualTo("new"));
        }
    }

    @Test
    @DisplayName("F18 a clear that another overwrote at the same moment is heard of all the same")
    void overwrittenClear() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            b.tier.clear("m");
            waiting().until(() -> a.cleared.contains("m"));
            a.cleared.clear();
            b.cleared.clear();
            server.setField("method:m", Token.after(null, server.ticker.now().minusSeconds(60)));
            waiting().untilAsserted(() -> {
                assertThat(a.cleared).contains("m");
                assertThat(b.cleared).contains("m");
            });
        }
    }

    @Test
    @DisplayName("a second clear while the first is being sent is sent, too")
    void clearDuringAClear() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            CountDownLatch go = new CountDownLatch(1);
            AtomicInteger puts = new AtomicInteger();
            CountDownLatch putting = new CountDownLatch(1);
            a.line.hook = operation -> {
                if (operation.equals("putField") && puts.incrementAndGet() == 1) {
                    putting.countDown();
                    await(go);
                }
            };
            CompletableFuture<Void> first = clearing(a);
            await(putting);
            CompletableFuture<Void> second = clearing(a);
            String before = token();
            go.countDown();
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
            assertThat(token()).isNotEqualTo(before);
            assertThat(puts).hasValueGreaterThanOrEqualTo(2);
            waiting().until(() -> b.cleared.contains("m"));
        }
    }

    private CompletableFuture<Void> clearing(SharedMachine machine) {
        return CompletableFuture.runAsync(() -> {
            try {
                machine.tier.clear("m");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private String token() {
        return server.epochs().getOrDefault("method:m", "");
    }

    @Test
    @DisplayName("3.7 what was made in an earlier epoch gets no name in a later one, whenever the clear comes")
    void putDuringAClear() throws IOException {
        try (SharedMachine a = SharedMachine.up(server)) {
            a.tier.put(key("m", "1"), new byte[] {1}, null, () -> {
                try {
                    a.tier.clear("m");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return true;
            });
            assertThat(a.get("m", "1")).isEqualTo("nothing");
            a.tier.put(key("m", "2"), new byte[] {1}, null, () -> false);
            assertThat(a.get("m", "2")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("F19, F14 epochs that the store lost: all miss, and nothing that was cleared comes back")
    void lostEpochs() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.put("m", "1", "old");
            a.tier.clear("m");
            a.put("m", "1", "new");
            String life = server.epochs().getOrDefault("life", "");
            server.removeMaps();
            waiting()
                    .untilAsserted(() ->
                            assertThat(server.epochs()).containsKey("life").containsKey("method:m"));
            assertThat(server.epochs()).doesNotContainEntry("life", life);
            waiting().untilAsserted(() -> {
                assertThat(a.get("m", "1")).isEqualTo("nothing");
                assertThat(b.get("m", "1")).isEqualTo("nothing");
            });
            b.put("m", "1", "newer");
            waiting().untilAsserted(() -> assertThat(a.get("m", "1")).isEqualTo("newer"));
        }
    }

    @Test
    @DisplayName("F14 a store that starts again empty, or with what it had before a clear")
    void restartedStoreForgetsNoClear() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.put("m", "1", "old");
            SharedServer.Copy copy = server.copy();
            a.tier.clear("m");
            waiting().until(() -> b.cleared.contains("m"));
            String cleared = token();
            server.restart(copy);
            assertThat(a.get("m", "1")).isEqualTo("nothing");
            assertThat(b.get("m", "1")).isEqualTo("nothing");
            waiting().untilAsserted(() -> assertThat(token()).isGreaterThanOrEqualTo(cleared));
            try (SharedMachine c = SharedMachine.up(server)) {
                assertThat(c.get("m", "1")).isEqualTo("nothing");
            }
            server.restartEmpty();
            waiting().untilAsserted(() -> assertThat(server.epochs()).containsKey("life"));
            waiting().until(() -> {
                a.put("m", "1", "new");
                return b.get("m", "1").equals("new");
            });
        }
    }

    private SharedMachine withSecrets(String... secrets) {
        List<byte[]> all = Stream.of(secrets)
                .map(secret -> ("the secret of " + secret).getBytes(StandardCharsets.UTF_8))
                .toList();
        return new SharedMachine(server.line(), SharedMachine.LEASE, Seal.signature(all), Notes.NONE).awaitUp();
    }

    @Test
    @DisplayName("Issue 14.9, SPEC 7.7: two secrets under one application's name share neither entries nor clears")
    void secretsNeverMeet() throws IOException {
        try (SharedMachine staging = withSecrets("staging");
                SharedMachine production = withSecrets("production")) {
            staging.put("m", "1", "staging's");
            assertThat(production.put("m", "1", "production's")).isTrue();
            staging.tier.clear();
            assertThat(staging.get("m", "1")).isEqualTo("nothing");
            assertThat(production.get("m", "1")).isEqualTo("production's");
            assertThat(server.keys()).hasSize(2).allMatch(key -> !key.contains("secret"));
        }
    }

    @Test
    @DisplayName("Issue 14.9: while a secret is replaced all read what all wrote, and hear of all clears")
    void replacedSecret() throws IOException {
        try (SharedMachine before = withSecrets("old");
                SharedMachine between = withSecrets("new", "old");
                SharedMachine after = withSecrets("new")) {
            before.put("m", "1", "one");
            after.put("m", "2", "two");
            waiting().until(() -> between.get("m", "1").equals("one"));
            waiting().until(() -> between.get("m", "2").equals("two"));
            before.tier.clear("m");
            waiting().until(() -> between.get("m", "2").equals("nothing"));
            waiting().until(() -> after.get("m", "2").equals("nothing"));
            before.put("m", "1", "one again");
            waiting().until(() -> between.get("m", "1").equals("one again"));
            between.tier.clear("m");
            waiting().until(() -> before.get("m", "1").equals("nothing"));
        }
    }

    @Test
    @DisplayName("Issue 14.2: a token that nobody signed, as one from the far future, keeps no clear from being heard")
    void forgedToken() throws IOException {
        try (SharedMachine a = withSecrets("all");
                SharedMachine b = withSecrets("all")) {
            a.put("m", "1", "one");
            a.tier.clear("n");
            String ofAnotherField = server.epochs().getOrDefault("method:n", "");
            for (String forged :
                    List.of("0fffffffffffffff-f", "0fffffffffffffff-f." + "0".repeat(32), ofAnotherField)) {
                server.setField("method:m", forged);
                server.setField("life", forged);
                waiting().untilAsserted(() -> assertThat(server.epochs()).doesNotContainEntry("life", forged));
            }
            waiting().until(() -> {
                a.put("m", "2", "two");
                return b.get("m", "2").equals("two");
            });
            a.tier.clear("m");
            waiting().until(() -> b.get("m", "2").equals("nothing"));
            assertThat(b.get("m", "1")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("an epoch that is none is not taken for a later one than all")
    void garbageIsNeverTheLatest() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.tier.clear("m");
            server.setField("method:m", "zzz");
            waiting().untilAsserted(() -> assertThat(token()).startsWith("0"));
            server.setField("all", "zzz");
            a.tier.clear();
            waiting().until(() -> b.cleared.contains("null"));
            assertThat(server.epochs().get("all")).startsWith("0");
        }
    }

    @Test
    @DisplayName(
            "who listens late, or finds the store late, hears of earlier clears, and until when what is stored is meant")
    void earlierClears() throws IOException {
        try (SharedMachine a = SharedMachine.up(server)) {
            a.tier.clear("m");
        }
        try (SharedMachine b = SharedMachine.up(server)) {
            waiting().until(() -> b.cleared.contains("m in the past"));
            b.cleared.clear();
            b.tier.onClear((what, earlier) -> b.cleared.add("late " + what.method() + " " + earlier));
            assertThat(b.cleared).containsExactly("late m true");
        }
    }

    @Test
    @DisplayName("a listener that fails costs no epoch for ever, nor the look-out")
    void failingListener() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            // Whom messages do not wake, for his own look-out must not end.
            b.line.deaf = true;
            AtomicInteger failures = new AtomicInteger();
            b.tier.onClear((what, earlier) -> {
                if (failures.incrementAndGet() == 1) {
                    throw new IllegalStateException("told to");
                }
            });
            b.put("m", "1", "one");
            a.tier.clear("m");
            waiting().untilAsserted(() -> assertThat(b.get("m", "1")).isEqualTo("nothing"));
            assertThat(failures).hasValueGreaterThan(1);
            b.cleared.clear();
            a.tier.clear("m");
            waiting().until(() -> b.cleared.contains("m"));
        }
    }

    @Test
    @DisplayName("T01 a store that must not publish is told of clears all the same")
    void publishDenied() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.line.hook = operation -> {
                if (operation.equals("publish")) {
                    throw new IOException("NOPERM");
                }
            };
            a.put("m", "1", "one");
            a.tier.clear("m");
            assertThat(a.get("m", "1")).isEqualTo("nothing");
            waiting().until(() -> b.cleared.contains("m"));
        }
    }

    @Test
    @DisplayName("F15 a hundred clears while the store is away cost one attempt")
    void manyClearsWhileAway() {
        try (SharedMachine a = new SharedMachine(server).awaitUp()) {
            AtomicInteger attempts = new AtomicInteger();
            Thread test = Thread.currentThread();
            a.line.hook = operation -> {
                if (Thread.currentThread() == test) {
                    attempts.incrementAndGet();
                }
                throw new IOException("does not answer");
            };
            for (int i = 0; i < 100; i++) {
                String method = "m" + i;
                assertThatThrownBy(() -> a.tier.clear(method)).isInstanceOf(IOException.class);
            }
            assertThat(attempts).hasValue(1);
            a.line.hook = operation -> {};
            waiting().untilAsserted(() -> assertThat(server.epochs()).containsKeys("method:m0", "method:m99"));
        }
    }

    @Test
    @DisplayName("Issue 12.14: a clear of arguments puts their group out of reach on all machines, and no other")
    void clearOfArguments() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            assertThat(key("m", "1").group()).isNotEqualTo(key("m", "2").group());
            a.put("m", "1", "one");
            a.put("m", "2", "two");
            a.put("n", "1", "one");
            b.tier.clear("m", key("m", "1").arguments());
            assertThat(b.get("m", "1")).isEqualTo("nothing");
            waiting().untilAsserted(() -> assertThat(a.get("m", "1")).isEqualTo("nothing"));
            assertThat(a.get("m", "2")).isEqualTo("two");
            assertThat(a.get("n", "1")).isEqualTo("one");
            assertThat(a.cleared).contains("m group " + key("m", "1").group());
        }
    }

    @Test
    @DisplayName("SPEC 7.6: however many arguments are cleared, what is remembered of a method is bounded")
    void clearsOfArgumentsAreBounded() throws IOException {
        try (SharedMachine a = SharedMachine.up(server)) {
            for (int i = 0; i < 2_000; i++) {
                a.tier.clear("m", key("m", "call " + i).arguments());
            }
            assertThat(server.epochs()).hasSizeLessThanOrEqualTo(TierKey.GROUPS + 1);
        }
    }

    @Test
    @DisplayName("SPEC 7.5: a clear of arguments while the store is away is told to it before anything of them is read")
    void clearOfArgumentsWhileAway() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.put("m", "1", "one");
            a.line.cut = true;
            assertThatThrownBy(() -> a.tier.clear("m", key("m", "1").arguments()))
                    .isInstanceOf(IOException.class);
            assertThat(a.get("m", "1")).isEqualTo("unknown");
            assertThat(b.get("m", "1")).as("has not heard of it").isEqualTo("one");
            a.line.cut = false;
            waiting().untilAsserted(() -> assertThat(a.get("m", "1")).isEqualTo("nothing"));
            waiting().untilAsserted(() -> assertThat(b.get("m", "1")).isEqualTo("nothing"));
        }
    }
}
