package io.memo.spring.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.WarmUp;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmUpPoolTests {

    private final Alarms alarms = new Alarms();
    private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void letAllEnd() {
        release.countDown();
    }

    @Test
    @DisplayName("10.5: as many run at the same time as there are threads, and the next begins when one has ended")
    void noMoreAtATimeThanTold() {
        WarmUpPool pool = pool(2);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 6; i++) {
            run(pool, "w" + i, () -> {
                begun.incrementAndGet();
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                release.await();
                now.decrementAndGet();
            });
        }
        await().until(() -> begun.get() == 2);
        assertThat(threads).hasSize(2);

        release.countDown();
        await().until(() -> ended.size() == 6);
        assertThat(most).hasValue(2);
        assertThat(ended).allMatch(text -> text.endsWith("DONE"));
    }

    @Test
    @DisplayName("10.5: one thread runs them one after the other in their order, whatever becomes of each")
    void oneThreadKeepsTheOrder() {
        WarmUpPool pool = pool(1);
        run(pool, "first", release::await);
        run(pool, "second", () -> {
            throw new StackOverflowError();
        });
        run(pool, "third", () -> {});
        release.countDown();
        await().until(() -> ended.size() == 3);
        assertThat(ended).containsExactly("first DONE", "second FAILED", "third DONE");
    }

    @Test
    @DisplayName(
            "10.5: what takes too long is interrupted and ended once; one that ignores that keeps no other from beginning")
    void overrunIsInterruptedAndLeft() {
        WarmUpPool pool = pool(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        run(pool, "deaf", () -> {
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
        });
        run(pool, "next", () -> {});
        assertThat(ended).isEmpty();

        alarms.ring(0);
        await().until(() -> ended.size() == 2 && interrupted.get());
        assertThat(ended).containsExactly("deaf TIMEOUT", "next DONE");

        release.countDown();
        threads.forEach(WarmUpPoolTests::join);
        assertThat(ended).hasSize(2);
    }

    @Test
    @DisplayName("10.5: the time of one that ended in time is watched no longer")
    void alarmGoesWithTheTask() {
        WarmUpPool pool = pool(1);
        run(pool, "quick", () -> {});
        await().until(() -> ended.size() == 1);
        await().until(() -> alarms.getQueue().isEmpty());
        alarms.ring(0);
        assertThat(ended).containsExactly("quick DONE");
    }

    @Test
    @DisplayName("10.5: closing interrupts what runs, begins nothing more, and waits for nobody")
    void closingEndsAllAtOnce() {
        WarmUpPool pool = pool(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        run(pool, "running", () -> {
            begun.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
        });
        run(pool, "waiting", () -> {});
        await().until(() -> begun.getCount() == 0);

        pool.close();
        assertThat(ended).containsExactly("running CANCELLED", "waiting CANCELLED");
        run(pool, "late", () -> {});
        assertThat(ended).contains("late CANCELLED");
        await().untilTrue(interrupted);

        release.countDown();
        threads.forEach(WarmUpPoolTests::join);
        assertThat(threads).hasSize(1);
        assertThat(ended).hasSize(3);
    }

    @Test
    @DisplayName("10.5: a thread that the machine does not give is a failure, and the others still begin")
    void noThreadIsAFailure() {
        AtomicInteger asked = new AtomicInteger();
        WarmUpPool pool = new WarmUpPool(
                1,
                Duration.ofSeconds(30),
                task -> new Thread(task) {
                    @Override
                    public void start() {
                        if (asked.incrementAndGet() == 1) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        super.start();
                    }
                },
                alarms,
                Ticker.SYSTEM);
        run(pool, "first", () -> {});
        run(pool, "second", () -> {});
        await().until(() -> ended.size() == 2);
        assertThat(ended).containsExactly("first FAILED", "second DONE");
    }

    private WarmUpPool pool(int most) {
        return new WarmUpPool(most, Duration.ofSeconds(30), this::thread, alarms, Ticker.SYSTEM);
    }

    private synchronized Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    private void run(WarmUpPool pool, String name, WarmUp warmUp) {
        pool.run(name, warmUp, (bean, outcome, took, cause) -> {
            boolean plausible = !took.isNegative() && (cause != null) == (outcome == WarmUpOutcome.FAILED);
            ended.add(bean + " " + outcome + (plausible ? "" : " after " + took + " by " + cause));
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A clock that the test winds: nothing rings by itself. */
    static final class Alarms extends ScheduledThreadPoolExecutor {

        private final List<Runnable> set = new ArrayList<>();

        Alarms() {
            super(1);
            setRemoveOnCancelPolicy(true);
        }

        @Override
        public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            set.add(command);
            return super.schedule(command, 1, TimeUnit.DAYS);
        }

        void ring(int which) {
            alarm(which).run();
        }

        private synchronized Runnable alarm(int which) {
            return set.get(which);
        }

        synchronized int count() {
            return set.size();
        }
    }
}
