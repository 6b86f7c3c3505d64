package io.memo.store.shared;

import static io.memo.store.shared.SharedMachine.await;
import static io.memo.store.shared.SharedMachine.key;
import static io.memo.store.shared.SharedMachine.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import io.memo.store.tier.Turns.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("7.3 one of several machines computes, the others wait")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SharedTurnsTests {

    private static final TierKey KEY = key("m", "1");
    private static final BooleanSupplier NEVER = () -> false;

    private final SharedServer server = new SharedServer();

    private static Turns turns(SharedMachine machine) {
        return Objects.requireNonNull(machine.tier.turns());
    }

    private static CompletableFuture<Turn> waitingFor(SharedMachine machine, BooleanSupplier arrived) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return turns(machine).await(KEY, arrived);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "waits").start());
    }

    /** Counts how often somebody looked, so that a test knows that he waits. */
    private static BooleanSupplier looks(AtomicInteger looks, BooleanSupplier arrived) {
        return () -> {
            looks.incrementAndGet();
            return arrived.getAsBoolean();
        };
    }

    @Test
    @DisplayName("F22 the end of a turn lets the next have it; to end it twice does nothing")
    void oneAfterTheOther() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            Turn first = turns(a).await(KEY, NEVER);
            AtomicInteger looks = new AtomicInteger();
            CompletableFuture<Turn> waits = waitingFor(b, looks(looks, NEVER));
            waiting().until(() -> looks.get() > 1);
            assertThat(waits).isNotDone();
            first.end(true);
            first.end(true);
            Turn second = waits.get(30, TimeUnit.SECONDS);
            assertThat(second).isNotSameAs(Turn.NONE);
            waiting().until(() -> server.locks() == 1);
            second.end(true);
            waiting().until(() -> server.locks() == 0);
        }
    }

    @Test
    @DisplayName("SPEC 7.8: a turn that leaves nothing lets all go on at once, and whoever comes a while later")
    void nothingIsLeft() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server);
                SharedMachine c = SharedMachine.up(server);
                SharedMachine d = SharedMachine.up(server)) {
            c.line.deaf = true;
            Turn first = turns(a).await(KEY, NEVER);
            List<CompletableFuture<Turn>> waiting = new ArrayList<>();
            for (SharedMachine each : List.of(b, c)) {
                AtomicInteger looks = new AtomicInteger();
                waiting.add(waitingFor(each, looks(looks, NEVER)));
                waiting().until(() -> looks.get() > 1);
            }
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            first.close();
            for (CompletableFuture<Turn> each : waiting) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isSameAs(Turn.NONE);
            }
            assertThat(turns(d).await(KEY, NEVER)).as("asked later").isSameAs(Turn.NONE);
            assertThat(server.locks()).isZero();
            server.ticker.advance(Duration.ofMinutes(1));
            Turn later = turns(d).await(KEY, NEVER);
            assertThat(later).as("it is not remembered for ever").isNotSameAs(Turn.NONE);
            later.end(true);
            assertThat(turns(b).await(KEY, NEVER)).as("it left something").isNotSameAs(Turn.NONE);
        }
    }

    @Test
    @DisplayName("SPEC 7.6: extending and ending wait for no answer, and what would be too many is not sent")
    void answersThatDoNotCome() throws Exception {
        SharedServer.Line line = server.line();
        try (SharedMachine a = new SharedMachine(line).awaitUp();
                SharedMachine b = SharedMachine.up(server)) {
            List<Turn> turns = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                turns.add(turns(a).await(key("m", "call " + i), NEVER));
            }
            CompletableFuture<Void> answer = new CompletableFuture<>();
            line.answered = answer;
            turns.forEach(turn -> turn.end(true));
            assertThat(server.locks())
                    .as("those that are not ended end by themselves")
                    .isGreaterThan(700);
            b.tier.clear("other");
            waiting().until(() -> a.cleared.contains("other"));
            answer.complete(null);
            turns(a).await(key("m", "another"), NEVER).end(true);
            int left = server.locks();
            turns(a).await(key("m", "one more"), NEVER).end(true);
            assertThat(server.locks()).as("answered, so there is room again").isEqualTo(left);
        }
    }

    @Test
    @DisplayName("T01 whose result arrives needs no turn, and leaves none")
    void arrivedResultLeavesNoLock() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            Turn first = turns(a).await(KEY, NEVER);
            AtomicBoolean arrived = new AtomicBoolean();
            CompletableFuture<Turn> waits = waitingFor(b, arrived::get);
            arrived.set(true);
            assertThat(waits.get(30, TimeUnit.SECONDS)).isSameAs(Turn.NONE);
            first.end(true);
            waiting().until(() -> server.locks() == 0);
            assertThat(turns(b).await(KEY, () -> true))
                    .as("arrived between the look-up and the lock")
                    .isSameAs(Turn.NONE);
            waiting().until(() -> server.locks() == 0);
        }
    }

    @Test
    @DisplayName("F21 messages that are lost delay the next, and keep nobody waiting")
    void lostMessages() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.line.deaf = true;
            Turn first = turns(a).await(KEY, NEVER);
            CompletableFuture<Turn> waits = waitingFor(b, NEVER);
            first.end(true);
            assertThat(waits.get(30, TimeUnit.SECONDS)).isNotSameAs(Turn.NONE);
        }
    }

    @Test
    @DisplayName("T01 a wakeUp that rings between a look and the wait for it is heard")
    void ringBeforeTheWaitIsHeard() throws Exception {
        WakeUp wakeUp = new WakeUp();
        CountDownLatch heard = new CountDownLatch(1);
        try (WakeUp.Waiter waiter = wakeUp.waitFor("entry");
                WakeUp.Waiter other = wakeUp.waitFor("other")) {
            wakeUp.wake("entry");
            wakeUp.wake("entry");
            waiter.await(TimeUnit.HOURS.toNanos(1));
            Thread waits = new Thread(() -> {
                try {
                    waiter.await(TimeUnit.HOURS.toNanos(1));
                    heard.countDown();
                    other.await(TimeUnit.HOURS.toNanos(1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            waits.start();
            waiting().until(() -> waits.getState() == Thread.State.TIMED_WAITING);
            assertThat(heard.getCount()).as("two rings are one").isOne();
            wakeUp.wake("entry");
            assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
            waits.interrupt();
            waits.join();
        }
    }

    @Test
    @DisplayName("F20 a holder that died has its turn until the lease is over, not longer")
    void holderDies() throws Exception {
        try (SharedMachine b = SharedMachine.up(server)) {
            SharedMachine a = SharedMachine.up(server);
            turns(a).await(KEY, NEVER);
            a.line.cut = true;
            AtomicInteger looks = new AtomicInteger();
            CompletableFuture<Turn> waits = waitingFor(b, looks(looks, NEVER));
            server.ticker.advance(SharedMachine.LEASE.minusNanos(1));
            int before = looks.get();
            waiting().until(() -> looks.get() > before + 1);
            assertThat(waits).isNotDone();
            server.ticker.advance(Duration.ofNanos(1));
            assertThat(waits.get(30, TimeUnit.SECONDS)).isNotSameAs(Turn.NONE);
            a.close();
        }
    }

    @Test
    @DisplayName("F20 a holder that was paused longer than its lease does not end the turn of the next")
    void holderPauses() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server);
                SharedMachine c = SharedMachine.up(server)) {
            Turn late = turns(a).await(KEY, NEVER);
            server.ticker.advance(SharedMachine.LEASE);
            Turn next = turns(b).await(KEY, NEVER);
            assertThat(next).isNotSameAs(Turn.NONE);
            AtomicInteger released = new AtomicInteger();
            a.line.hook = operation -> {
                if (operation.equals("publish")) {
                    released.incrementAndGet();
                }
            };
            late.end(true);
            waiting().until(() -> released.get() == 1);
            AtomicInteger looks = new AtomicInteger();
            CompletableFuture<Turn> waits = waitingFor(c, looks(looks, NEVER));
            waiting().until(() -> looks.get() > 1);
            assertThat(waits).isNotDone();
            next.end(true);
            assertThat(waits.get(30, TimeUnit.SECONDS)).isNotSameAs(Turn.NONE);
        }
    }

    @Test
    @DisplayName(
            "T01 who computes longer than a lease keeps the turn; one that was lost, or has ended, is not extended")
    void leaseOfLongComputationIsExtended() throws Exception {
        try (SharedMachine a = new SharedMachine(server.line(), Duration.ofMillis(300)).awaitUp();
                SharedMachine b = SharedMachine.up(server)) {
            Turn turn = turns(a).await(KEY, NEVER);
            AtomicInteger looks = new AtomicInteger();
            CompletableFuture<Turn> waits = waitingFor(b, looks(looks, NEVER));
            for (int i = 0; i < 3; i++) {
                int before = a.line.extended.size();
                server.ticker.advance(Duration.ofMillis(200));
                waiting().until(() -> a.line.extended.size() > before);
            }
            int before = looks.get();
            waiting().until(() -> looks.get() > before + 1);
            assertThat(waits).isNotDone();
            CountDownLatch paused = new CountDownLatch(1);
            CountDownLatch pausing = new CountDownLatch(1);
            a.line.hook = operation -> {
                if (operation.equals("extend")) {
                    pausing.countDown();
                    await(paused);
                }
            };
            await(pausing);
            a.line.extended.clear();
            server.ticker.advance(Duration.ofMillis(300));
            assertThat(waits.get(30, TimeUnit.SECONDS)).isNotSameAs(Turn.NONE);
            Turn other = turns(a, paused).await(key("m", "2"), NEVER);
            waiting().until(() -> a.line.extended.size() > 4);
            String lost = a.line.extended.get(0);
            assertThat(a.line.extended).as("once, and the answer was no").containsOnlyOnce(lost);
            other.end(true);
            turn.end(true);
            waiting().until(() -> server.locks() == 1);
        }
    }

    private static Turns turns(SharedMachine machine, CountDownLatch first) {
        first.countDown();
        return turns(machine);
    }

    @Test
    @DisplayName("T01 nobody waits longer than max-wait")
    void maxWait() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            Turn first = turns(a).await(KEY, NEVER);
            AtomicInteger looks = new AtomicInteger();
            CompletableFuture<Turn> waits = waitingFor(b, looks(looks, NEVER));
            waiting().until(() -> looks.get() > 1);
            b.ticker.advance(SharedMachine.MAX_WAIT.minusNanos(1));
            int before = looks.get();
            waiting().until(() -> looks.get() > before + 1);
            assertThat(waits).isNotDone();
            b.ticker.advance(Duration.ofNanos(1));
            assertThat(waits.get(30, TimeUnit.SECONDS)).isSameAs(Turn.NONE);
            first.end(true);
        }
    }

    @Test
    @DisplayName("F28 an interrupt ends the wait and stays noted")
    void interruptEndsTheWait() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            Turn first = turns(a).await(KEY, NEVER);
            AtomicInteger looks = new AtomicInteger();
            CompletableFuture<Boolean> noted = new CompletableFuture<>();
            Thread waits = new Thread(() -> {
                try {
                    Turn turn = turns(b).await(KEY, looks(looks, NEVER));
                    noted.complete(turn == Turn.NONE && Thread.currentThread().isInterrupted());
                } catch (IOException e) {
                    noted.completeExceptionally(e);
                }
            });
            waits.start();
            waiting().until(() -> looks.get() > 1);
            waits.interrupt();
            assertThat(noted.get(30, TimeUnit.SECONDS)).isTrue();
            first.end(true);
        }
    }

    @Test
    @DisplayName("T01 a lock that was taken without our knowing is given back, as is that of a look that fails")
    void failureLeavesNoLock() throws Exception {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            a.line.hook = operation -> {
                if (operation.equals("take")) {
                    throw new IOException("no answer in time");
                }
            };
            AtomicInteger released = new AtomicInteger();
            SharedServer.Hook failing = a.line.hook;
            a.line.hook = operation -> {
                if (operation.equals("release")) {
                    released.incrementAndGet();
                }
                failing.before(operation);
            };
            assertThatThrownBy(() -> turns(a).await(KEY, NEVER)).isInstanceOf(IOException.class);
            waiting().until(() -> released.get() == 1);
            assertThatThrownBy(() -> turns(b).await(KEY, () -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            waiting().until(() -> server.locks() == 0);
        }
    }

    @Test
    @DisplayName("F28 closing does not extend the turn any more; it is over when its lease is")
    void closedMachineStopsExtending() throws Exception {
        try (SharedMachine b = SharedMachine.up(server)) {
            SharedMachine a = SharedMachine.up(server);
            Turn turn = turns(a).await(KEY, NEVER);
            a.close();
            turn.end(true);
            server.ticker.advance(SharedMachine.LEASE);
            assertThat(turns(b).await(KEY, NEVER)).isNotSameAs(Turn.NONE);
        }
    }
}
