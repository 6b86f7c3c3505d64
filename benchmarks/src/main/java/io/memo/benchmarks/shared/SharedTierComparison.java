package io.memo.benchmarks.shared;

import io.memo.acceptance.shared.FaultProxy;
import io.memo.acceptance.shared.RedisServerFixture;
import io.memo.benchmarks.machines.Machine;
import io.memo.benchmarks.machines.Surroundings;
import io.memo.benchmarks.machines.Table;
import io.memo.benchmarks.machines.Table.Row;
import io.memo.benchmarks.machines.Times;
import io.memo.benchmarks.shared.app.Prices;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Spring's {@code @Cacheable} on {@code RedisCacheManager} and memo's shared results, side by side on one Redis, each with the
 * defaults of its library: hits, a stampede, and a Redis that hangs. Applications in one JVM are the machines.
 */
public final class SharedTierComparison {

    private static final int MACHINES = 8;
    private static final int KEYS = 60;

    private record Outcome(Contender contender, Hits hits, Stampede stampede, Hang hang) {}

    private static final Table<Outcome> TABLE = new Table<>(
            outcome -> outcome.contender().title(),
            List.of(
                    new Row<>(
                            "first read of what another machine computed, median (99 %)",
                            outcome -> outcome.hits().first().medianAndSlowest()),
                    new Row<>(
                            "of " + Hits.RESULTS + " such reads, computed again",
                            outcome -> Integer.toString(outcome.hits().missed())),
                    new Row<>(
                            "the same read again, median (99 %)",
                            outcome -> outcome.hits().again().medianAndSlowest()),
                    new Row<>(
                            MACHINES + " machines at once on " + KEYS + " keys: computations",
                            outcome -> Integer.toString(outcome.stampede().computations())),
                    new Row<>(
                            "longest wait of those callers",
                            outcome -> Times.text(outcome.stampede().longest())),
                    new Row<>(
                            "Redis hangs for " + Hang.TIME.toSeconds() + " s: longest delay of a caller",
                            outcome -> Times.text(outcome.hang().longest())),
                    new Row<>(
                            "calls of " + Hang.THREADS + " threads that ended meanwhile",
                            outcome -> Integer.toString(outcome.hang().calls())),
                    new Row<>(
                            "calls that threw",
                            outcome -> Integer.toString(outcome.hang().failed()))));

    private SharedTierComparison() {}

    /** Runs everything and prints a table. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Surroundings.text());
        List<Outcome> outcomes = new ArrayList<>();
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            for (Contender contender : Contender.values()) {
                redis.ask(commands -> commands.flushall());
                warmUp(contender, redis);
            }
            for (Contender contender : Contender.values()) {
                redis.ask(commands -> commands.flushall());
                outcomes.add(run(contender, redis));
            }
        }
        out.printf(Locale.ROOT, "Load %.1f at the end%n%n", Surroundings.load());
        TABLE.print(out, outcomes);
    }

    private static Outcome run(Contender contender, RedisServerFixture redis) {
        List<Machine<Prices>> machines = Machine.start(contender.application(), redis.port(), MACHINES);
        try (FaultProxy network = new FaultProxy(redis.port());
                Machine<Prices> behind = Machine.start(contender.application(), network.port())) {
            Hits hits = Hits.between(machines.get(0), machines.get(1));
            Stampede.on(machines, 10_000, 1); // warms up
            Stampede stampede = Stampede.on(machines, 20_000, KEYS);
            return new Outcome(contender, hits, stampede, Hang.of(behind, network));
        } finally {
            machines.forEach(Machine::close);
        }
    }

    /** The first contender would be the one during whose time the code is compiled. */
    private static void warmUp(Contender contender, RedisServerFixture redis) {
        List<Machine<Prices>> machines = Machine.start(contender.application(), redis.port(), 2);
        Hits.between(machines.get(0), machines.get(1));
        Stampede.on(machines, 10_000, 8);
        machines.forEach(Machine::close);
    }
}
