package io.memo.spring.warmup;

import io.memo.store.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warm-ups that begin for one reason, and what became of them: counted, told to the log, waited for. Safe for use by several threads. */
final class WarmUpRound implements WarmUpPool.Listener {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final int all;
    private final String when;
    private final WarmUpFigures figures;
    private final Ticker ticker;
    private final Consumer<String> whenOver;
    private final long begun;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<WarmUpOutcome, Integer> ended = new EnumMap<>(WarmUpOutcome.class);

    /**
     * @param when the words for when they run
     * @param whenOver gets the {@link #summary} by the thread of the last one that ended
     */
    WarmUpRound(int all, String when, WarmUpFigures figures, Ticker ticker, Consumer<String> whenOver) {
        this.all = all;
        this.when = when;
        this.figures = figures;
        this.ticker = ticker;
        this.whenOver = whenOver;
        this.begun = ticker.nanos();
    }

    @Override
    public void ended(String bean, WarmUpOutcome outcome, Duration took, @Nullable Throwable cause) {
        figures.ended(bean, outcome, took);
        if (outcome == WarmUpOutcome.FAILED && cause != null) {
            log.warn("The warm-up '{}' failed after {}: {}.", bean, seconds(took), Causes.of(cause));
        } else if (outcome == WarmUpOutcome.TIMEOUT) {
            log.warn(
                    "The warm-up '{}' was interrupted after {} (memo.warm-up.timeout). What it stored until then stays.",
                    bean,
                    seconds(took));
        }
        if (count(outcome) == all) {
            whenOver.accept(summary());
            over.countDown();
        }
    }

    private synchronized int count(WarmUpOutcome outcome) {
        ended.merge(outcome, 1, Integer::sum);
        return ended();
    }

    private int ended() {
        return ended.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until all have ended or the time is over. A thread that is interrupted waits no longer, and stays interrupted. */
    void await(Duration most, ScheduledExecutorService alarms) {
        try {
            if (over.getCount() > 0) {
                alarms.schedule(over::countDown, TimeUnit.NANOSECONDS.convert(most), TimeUnit.NANOSECONDS);
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns one line on how many have ended how. */
    synchronized String summary() {
        int missing = all - ended();
        return "Warm-ups %s: %d of %d done in %s%s%s"
                .formatted(
                        when,
                        ended.getOrDefault(WarmUpOutcome.DONE, 0),
                        all,
                        seconds(Duration.ofNanos(ticker.nanos() - begun)),
                        ended.entrySet().stream()
                                .filter(each -> each.getKey() != WarmUpOutcome.DONE)
                                .map(each -> ", %d %s".formatted(each.getValue(), words(each.getKey())))
                                .collect(Collectors.joining()),
                        missing == 0 ? "" : ", %d not yet, which the start waits for no longer".formatted(missing));
    }

    private static String words(WarmUpOutcome outcome) {
        return outcome == WarmUpOutcome.TIMEOUT ? "interrupted" : outcome.tag();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
    }
}
