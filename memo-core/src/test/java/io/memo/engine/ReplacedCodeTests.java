package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MissCause;
import io.memo.live.CodeReplacements;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 6.7: code that is replaced counts at the next call. The JVM is played: the fixture says what the code of the method is. */
@Timeout(60)
class ReplacedCodeTests {

    private static final Duration AGE = Duration.ofMinutes(8);

    private final Fixture fixture = new Fixture();
    private final HeldTasks behind = new HeldTasks();
    private final Told told = new Told();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean isInstalled = new AtomicBoolean();
    private final MethodMemoizer method = method();

    private MethodMemoizer method() {
        fixture.ttl(Duration.ofMinutes(10)).freshness(Freshnesses.refreshAfter(AGE));
        fixture.code("first").builder().liveCode(told).refreshPool(behind.pool(1));
        return fixture.method();
    }

    /** Who tells of code. */
    private static final class Told implements CodeReplacements {

        private Listener listener = new Listener() {
            @Override
            public void replacing(Class<?> type, byte[] bytes, BooleanSupplier isInstalled) {
                throw new IllegalStateException("Nobody listens");
            }

            @Override
            public void replaced(Class<?> type, byte[] bytes, Instant since) {
                throw new IllegalStateException("Nobody listens");
            }
        };

        private boolean isClosed;

        @Override
        public AutoCloseable listen(Listener listener) {
            this.listener = listener;
            return () -> isClosed = true;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public boolean isExact() {
            return true;
        }
    }

    private void announce(String code) {
        fixture.code(code);
        isInstalled.set(false);
        told.listener.replacing(Fixture.Target.class, new byte[0], isInstalled::get);
    }

    private void replace(String code) {
        announce(code);
        isInstalled.set(true);
    }

    private Object call() {
        return fixture.call(method, "a", runs::incrementAndGet);
    }

    @Test
    @DisplayName("6.7: other code misses, old code back hits its old entry")
    void oldCodeBackFindsItsOldEntry() {
        assertThat(call()).isEqualTo(1);
        String before = method.fingerprint();
        replace("second");
        assertThat(call()).isEqualTo(2);
        assertThat(call()).isEqualTo(2);
        assertThat(method.fingerprint()).isNotEqualTo(before);
        replace("first");
        assertThat(call()).isEqualTo(1);
        assertThat(method.fingerprint()).isEqualTo(before);
        replace("second");
        assertThat(call()).isEqualTo(2);
    }

    @Test
    @DisplayName("8.2: the miss says that the code was replaced, a later one what else changed")
    void missSaysThatTheCodeWasReplaced() {
        call();
        replace("second");
        assertThat(method.explain(new Object[] {"a"}).reason()).contains("the code was replaced while it ran");
        call();
        assertThat(method.misses().get(0).reason().cause()).isEqualTo(MissCause.CODE_REPLACED);
        fixture.target.setting = 2;
        call();
        assertThat(method.misses().get(0).reason().places()).containsExactly("this.setting");
    }

    @Test
    @DisplayName("6.7: while code is announced and not installed, calls run and are not stored")
    void announcedCodeIsNeitherHitNorStored() {
        call();
        announce("second");
        assertThat(call()).isEqualTo(2);
        assertThat(call()).isEqualTo(3);
        assertThat(method.explain(new Object[] {"a"}).reason()).startsWith("Its code is being replaced");
        isInstalled.set(true);
        assertThat(call()).isEqualTo(4);
        assertThat(call()).isEqualTo(4);
    }

    @Test
    @DisplayName("6.7: code that the JVM refuses is given up after a time, and the old entries hit")
    void refusedCodeIsGivenUp() {
        call();
        announce("second");
        fixture.code("first");
        assertThat(call()).isEqualTo(2);
        fixture.ticker.advance(Duration.ofSeconds(6));
        assertThat(call()).isEqualTo(1);
    }

    @Test
    @DisplayName("6.7: code that was refused is not installed by another redefinition of the class")
    void laterRedefinitionDoesNotInstallWhatWasRefused() {
        call();
        announce("refused");
        AtomicBoolean refused = new AtomicBoolean();
        told.listener.replacing(Fixture.Target.class, new byte[0], refused::get);
        replace("second");
        assertThat(call()).isEqualTo(2);
        assertThat(call()).isEqualTo(2);
    }

    @Test
    @DisplayName("6.7: a run that began under other code is not stored, also if the old code is back when it ends")
    void runUnderOtherCodeIsNotStored() {
        Object result = fixture.call(method, "a", () -> {
            replace("second");
            replace("first");
            return runs.incrementAndGet();
        });
        assertThat(result).isEqualTo(1);
        assertThat(call()).isEqualTo(2);
        assertThat(call()).isEqualTo(2);
        assertThat(method.misses().get(0).reason().cause()).isEqualTo(MissCause.CHANGED_DURING_RUN);
    }

    @Test
    @DisplayName("6.7: a call that begins after the code was replaced does not join a run that began before")
    void laterCallDoesNotJoinTheRunUnderOldCode() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Object> before = CompletableFuture.supplyAsync(() -> fixture.call(method, "a", () -> {
            running.countDown();
            end.await();
            return "of code that is gone";
        }));
        running.await();
        replace("second");
        replace("first");
        assertThat(call()).isEqualTo(1);
        end.countDown();
        assertThat(before.get(30, TimeUnit.SECONDS)).isEqualTo("of code that is gone");
        assertThat(call()).isEqualTo(1);
    }

    @Test
    @DisplayName("6.7: a class that does not count for the method changes nothing")
    void otherClassesDoNotCount() {
        call();
        told.listener.replacing(String.class, new byte[0], () -> false);
        assertThat(call()).isEqualTo(1);
        told.listener.replaced(Integer.class, null, Instant.now());
        assertThat(call()).isEqualTo(1);
    }

    @Test
    @DisplayName("6.7: news that comes late drops what was stored since the JVM took the code, and nothing older")
    void lateNewsDropsWhatWasStoredMeanwhile() {
        call();
        fixture.ticker.advance(Duration.ofSeconds(10));
        fixture.call(method, "b", runs::incrementAndGet);
        fixture.ticker.advance(Duration.ofSeconds(1));
        fixture.code("second");
        told.listener.replaced(Fixture.Target.class, new byte[0], Instant.now().minusSeconds(2));
        assertThat(call()).isEqualTo(3);
        replace("first");
        assertThat(call()).isEqualTo(1);
        assertThat(fixture.call(method, "b", runs::incrementAndGet)).isEqualTo(4);
    }

    @Test
    @DisplayName("6.7: code that nobody knows is never taken for other code that nobody knows")
    void unknownCodeIsLikeNoOther() {
        call();
        told.listener.replaced(Fixture.Target.class, null, Instant.now());
        fixture.ticker.advance(Duration.ofSeconds(1));
        assertThat(call()).isEqualTo(2);
        assertThat(call()).isEqualTo(2);
        fixture.ticker.advance(Duration.ofSeconds(1));
        told.listener.replaced(Fixture.Target.class, null, Instant.now());
        assertThat(call()).isEqualTo(3);
        assertThat(method.manifest())
                .anyMatch(line -> line.startsWith("untracked code of class " + Fixture.Target.class.getName()));
        fixture.ticker.advance(Duration.ofSeconds(1));
        replace("second");
        assertThat(call()).isEqualTo(4);
        assertThat(method.manifest()).noneMatch(line -> line.startsWith("untracked"));
    }

    @Test
    @DisplayName("6.7: arguments can be cleared while code is being replaced")
    void clearWhileCodeIsReplaced() {
        call();
        announce("second");
        fixture.code("first");
        method.clear(new Object[] {"a"});
        fixture.ticker.advance(Duration.ofSeconds(6));
        assertThat(call()).isEqualTo(2);
    }

    @Test
    @DisplayName("6.7: where objects of a class got other fields, what was remembered of results is worth nothing")
    void resultsGoWhenObjectsAreOthers() {
        call();
        fixture.reshaping(true);
        replace("second");
        call();
        fixture.reshaping(false);
        replace("first");
        assertThat(call()).isEqualTo(3);
    }

    @Test
    @DisplayName("10.1, 6.7: a refresh of code that is replaced before it runs, or while it does, is discarded")
    void refreshOfReplacedCodeIsDiscarded() {
        call();
        fixture.ticker.advance(AGE);
        call();
        replace("second");
        behind.run();
        assertThat(runs).hasValue(1);
        assertThat(call()).isEqualTo(2);
        fixture.ticker.advance(AGE);
        fixture.call(method, "a", () -> {
            replace("third");
            return "of the second";
        });
        behind.run();
        assertThat(method.figures().refreshes().get(RefreshOutcome.DISCARDED)).isEqualTo(2);
        replace("second");
        assertThat(call()).isNotEqualTo("of the second");
        assertThat(behind.waiting()).isZero();
    }

    @Test
    void closedEngineListensNoMore() {
        Fixture other = new Fixture();
        Told teller = new Told();
        other.builder().liveCode(teller);
        other.engine().close();
        assertThat(teller.isClosed).isTrue();
    }
}
