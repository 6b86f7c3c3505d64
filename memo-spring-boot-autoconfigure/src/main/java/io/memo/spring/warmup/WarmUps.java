package io.memo.spring.warmup;

import io.memo.spring.warmup.WarmUpBeans.Named;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warm-ups of one context: each begins once, before the application is ready or behind it, and none disturbs the start. Closing ends them
 * and waits for none. Called by the thread that starts the application; closing is safe from any thread.
 */
public final class WarmUps implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final WarmUpBeans beans;
    private final WarmUpFigures figures;
    private final Settings settings;
    private final ScheduledExecutorService alarms;
    private final Ticker ticker;
    private final WarmUpPool pool;
    private final List<Named> behind = new ArrayList<>();

    /**
     * How warm-ups run.
     *
     * @param beforeReadiness whether any of them keeps the application from being ready
     * @param threads how many run at the same time
     * @param timeout how long one may take, and how long the start waits for all
     */
    public record Settings(boolean beforeReadiness, int threads, Duration timeout) {}

    /** @param loader the context class loader of the threads */
    public WarmUps(WarmUpBeans beans, WarmUpFigures figures, Settings settings, ClassLoader loader) {
        this(beans, figures, settings, threads(loader), alarms(threads(loader)), Ticker.SYSTEM);
    }

    WarmUps(
            WarmUpBeans beans,
            WarmUpFigures figures,
            Settings settings,
            ThreadFactory threads,
            ScheduledExecutorService alarms,
            Ticker ticker) {
        this.beans = beans;
        this.figures = figures;
        this.settings = settings;
        this.alarms = alarms;
        this.ticker = ticker;
        this.pool = new WarmUpPool(settings.threads(), settings.timeout(), threads, alarms, ticker);
    }

    private static ThreadFactory threads(ClassLoader loader) {
        return task -> {
            Thread thread = new Thread(task, "memo-warm-up");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    /** Its thread is gone as soon as no time is to be waited for. */
    private static ScheduledThreadPoolExecutor alarms(ThreadFactory threads) {
        ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, threads);
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setKeepAliveTime(1, TimeUnit.SECONDS);
        alarms.allowCoreThreadTimeOut(true);
        return alarms;
    }

    /**
     * Runs those that the application waits for, and returns when they have ended, when the time is over, or when the context closes. What
     * has not ended then goes on.
     *
     * @return false if the context closes
     */
    public boolean beforeReadiness() {
        List<Named> first = new ArrayList<>();
        for (Named each : beans.inOrder(figures.beans(), this::notBegun)) {
            try {
                boolean waitedFor = settings.beforeReadiness() && each.warmUp().beforeReadiness();
                (waitedFor ? first : behind).add(each);
            } catch (RuntimeException e) {
                notBegun(each.name(), e);
            }
        }
        if (!first.isEmpty()) {
            WarmUpRound round = run(first, "before readiness", summary -> {});
            round.await(settings.timeout(), alarms);
            log.info("{}", round.summary());
        }
        return !pool.isClosed();
    }

    /** Begins the others. */
    public void behindReadiness() {
        if (!behind.isEmpty()) {
            run(behind, "behind readiness", summary -> log.info("{}", summary));
            behind.clear();
        }
    }

    private WarmUpRound run(List<Named> warmUps, String when, Consumer<String> whenOver) {
        WarmUpRound round = new WarmUpRound(warmUps.size(), when, figures, ticker, whenOver);
        warmUps.forEach(each -> pool.run(each.name(), each.warmUp(), round));
        return round;
    }

    private void notBegun(String bean, RuntimeException cause) {
        figures.ended(bean, WarmUpOutcome.FAILED, Duration.ZERO);
        log.warn("The warm-up '{}' did not begin: {}.", bean, Causes.of(cause));
    }

    @Override
    public void close() {
        pool.close();
    }
}
