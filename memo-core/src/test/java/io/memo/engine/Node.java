package io.memo.engine;

import io.memo.TierFigures;
import io.memo.engine.call.Invocation;
import io.memo.store.disk.DiskNotes;
import io.memo.store.disk.DiskSettings;
import io.memo.store.disk.DiskTier;
import io.memo.store.serial.Codecs;
import io.memo.store.shared.SharedServer;
import io.memo.store.shared.SharedServer.Line;
import io.memo.store.shared.SharedSettings;
import io.memo.store.shared.SharedTier;
import io.memo.store.tier.Notes;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Machine;
import io.memo.store.tier.method.Tiers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** One of several machines with the application, by a clock that the test moves; on request with a disk. */
final class Node implements AutoCloseable {

    static final int MAX_BYTES = 10_000;

    /** Room for all results of a test: what is not written is computed once more elsewhere. */
    private static final int WAITING_BYTES = 64 << 20;

    static final Invocation NOT_TO_RUN = () -> {
        throw new AssertionError("The method ran");
    };

    private static final Seal SEAL =
            Seal.signature(List.of("the secret of all machines".getBytes(StandardCharsets.UTF_8)));

    final Fixture fixture;
    final Line line;
    final SharedTier shared;
    final MemoEngine engine;
    final MethodMemoizer method;
    private final Tiers tiers;

    Node(SharedServer server) {
        this(server, new Fixture(), null);
    }

    Node(SharedServer server, Fixture fixture, @Nullable Path directory) {
        this(server.line(), fixture, directory);
        awaitUp();
    }

    Node(Line line, Fixture fixture, @Nullable Path directory) {
        this.fixture = fixture;
        this.line = line;
        FakeTicker ticker = fixture.ticker;
        shared = new SharedTier(
                line,
                new SharedSettings("app", Duration.ofDays(7), Duration.ofHours(1), Duration.ofHours(1)),
                SEAL.realms(),
                directory == null ? Notes.NONE : DiskNotes.in(DiskSettings.of(directory, "app"), "node"),
                ticker);
        Tier far = new Tier(
                shared,
                new EntryFormat(SEAL, MAX_BYTES),
                ticker,
                shared.reads(),
                Breaker.ofWrites(ticker),
                Duration.ZERO);
        List<Tier> disk = directory == null ? List.of() : List.of(disk(directory, ticker));
        tiers = new Tiers(() -> disk, List.of(far), new TierWriter(WAITING_BYTES, 1), "app", Codecs.ofTests());
        if (directory != null) {
            fixture.persist(tiers);
        }
        engine = fixture.shared(tiers).engine();
        method = engine.add(fixture.spec("Target.compute"));
    }

    private static Tier disk(Path directory, FakeTicker ticker) {
        try {
            return Machine.tier(
                    DiskTier.open(DiskSettings.of(directory, "app"), ticker), Seal.checksum(), MAX_BYTES, ticker);
        } catch (TierRefusedException e) {
            throw new AssertionError(e);
        }
    }

    static ConditionFactory waiting() {
        return Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS).atMost(30, TimeUnit.SECONDS);
    }

    Node awaitUp() {
        waiting().until(() -> !shared.reads().isOpen());
        return this;
    }

    Object call(Object argument, Invocation body) {
        return fixture.call(method, argument, body);
    }

    /** Returns what is found without running the method, or "nothing". */
    Object found(Object argument) {
        try {
            return call(argument, () -> {
                throw new IllegalStateException("nothing");
            });
        } catch (IllegalStateException e) {
            return "nothing";
        }
    }

    /** A computation that is worth a turn. */
    Invocation slow(Object result) {
        return () -> {
            fixture.ticker.advance(Duration.ofMillis(50));
            return result;
        };
    }

    /** Waits until all that was stored is written. */
    void settle() {
        Machine.settle(tiers.writer());
    }

    long got(int tier, TierFigures.Got outcome) {
        return Objects.requireNonNull(method.tiers().get(tier).gets().get(outcome));
    }

    @Override
    public void close() {
        tiers.writer().close();
        shared.close();
        line.close();
    }
}
