package io.memo.benchmarks.fresh;

import io.memo.acceptance.shared.RedisServerFixture;
import io.memo.benchmarks.fresh.app.Quotes;
import io.memo.benchmarks.fresh.source.Source;
import io.memo.benchmarks.machines.Machine;
import io.memo.benchmarks.machines.Surroundings;
import io.memo.benchmarks.machines.Table;
import io.memo.benchmarks.machines.Table.Row;
import io.memo.benchmarks.machines.Times;
import io.memo.benchmarks.machines.work.Work;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/**
 * Results that are good for two seconds on eight machines with one Redis, of a source that takes its time: how often it is asked, and what
 * callers notice. Applications in one JVM are the machines.
 */
public final class FreshnessComparison {

    private static final int MACHINES = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration RUN = Duration.ofMillis(200);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration REFRESH = Duration.ofMillis(Quotes.OLD);

    private record Outcome(Contender contender, Load hits, Load load, Periods periods) {}

    private static final Table<Outcome> TABLE = new Table<>(
            outcome -> outcome.contender().title(),
            List.of(
                    new Row<>(
                            "runs per key and period: least, mean, most",
                            outcome -> runs(outcome.periods().runs())),
                    new Row<>(
                            "runs that began within the refresh time",
                            outcome -> Long.toString(outcome.periods().tooSoon())),
                    new Row<>(
                            "a period, mean (longest)",
                            outcome -> lengths(outcome.periods().lengths())),
                    new Row<>(
                            "callers' calls, median (99 %)",
                            outcome -> outcome.load().times().medianAndSlowest()),
                    new Row<>(
                            "the longest",
                            outcome -> Times.text(outcome.load().times().longest())),
                    new Row<>(
                            "calls that took longer than " + WAIT.toMillis() + " ms",
                            outcome -> waits(outcome.load().times())),
                    new Row<>(
                            "plain hits, median (99 %)",
                            outcome -> outcome.hits().times().medianAndSlowest()),
                    new Row<>(
                            "the longest of those",
                            outcome -> Times.text(outcome.hits().times().longest())),
                    new Row<>("99 % of callers' calls / of plain hits", FreshnessComparison::ratio),
                    new Row<>(
                            "the oldest answer",
                            outcome -> Times.text(outcome.load().oldest())),
                    new Row<>(
                            "processors in use without Redis",
                            outcome -> String.format(
                                    Locale.ROOT, "%.1f", outcome.load().busy())),
                    new Row<>(
                            "calls that threw",
                            outcome -> Integer.toString(outcome.load().failed()))));

    private FreshnessComparison() {}

    /**
     * Runs everything and prints a table.
     *
     * @param arguments how many seconds each load is measured; without, 30
     */
    public static void main(String[] arguments) {
        Duration time = Duration.ofSeconds(arguments.length == 0 ? 30 : Long.parseLong(arguments[0]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Surroundings.text());
        List<Outcome> outcomes = new ArrayList<>();
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            for (Contender contender : Contender.values()) {
                redis.ask(commands -> commands.flushall());
                run(contender, redis, WARM_UP);
            }
            for (Contender contender : Contender.values()) {
                redis.ask(commands -> commands.flushall());
                outcomes.add(run(contender, redis, time));
                out.printf(Locale.ROOT, "%s: load %.1f%n", contender, Surroundings.load());
            }
        }
        out.println();
        TABLE.print(out, outcomes);
    }

    private static Outcome run(Contender contender, RedisServerFixture redis, Duration time) {
        Work.takes(RUN);
        List<Machine<Quotes>> machines = Machine.start(contender.application(), redis.port(), MACHINES);
        try {
            Load hits = Load.on(machines, Quotes::lasting, time);
            Source.forget();
            Load load = Load.on(machines, Quotes::fresh, time);
            return new Outcome(contender, hits, load, Periods.of(Source.runs(), REFRESH, load.from(), load.until()));
        } finally {
            machines.forEach(Machine::close);
        }
    }

    private static String runs(LongSummaryStatistics runs) {
        return String.format(Locale.ROOT, "%d, %.2f, %d", runs.getMin(), runs.getAverage(), runs.getMax());
    }

    private static String lengths(LongSummaryStatistics lengths) {
        return Times.text((long) lengths.getAverage()) + " (" + Times.text(lengths.getMax()) + ")";
    }

    private static String waits(Times times) {
        return times.longerThan(WAIT.toNanos()) + " of " + times.calls();
    }

    private static String ratio(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%.2f",
                (double) outcome.load().times().slowest()
                        / outcome.hits().times().slowest());
    }
}
