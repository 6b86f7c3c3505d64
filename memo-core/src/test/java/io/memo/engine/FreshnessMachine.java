package io.memo.engine;

import io.memo.engine.call.CallConditions;
import io.memo.engine.call.Invocation;
import io.memo.store.serial.Codecs;
import io.memo.store.shared.SharedByHand;
import io.memo.store.shared.SharedServer;
import io.memo.store.shared.SharedSettings;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.AtOnce;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.method.Machine;
import io.memo.store.tier.method.Tiers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine of a {@link FreshnessWorld}: nothing happens on it but what the world does. */
final class FreshnessMachine implements AutoCloseable {

    private static final Seal SEAL =
            Seal.signature(List.of("the secret of all machines".getBytes(StandardCharsets.UTF_8)));
    private static final SharedSettings SETTINGS =
            new SharedSettings("app", Duration.ofDays(36_500), Duration.ofHours(1), Duration.ofHours(1));
    private static final int MAX_BYTES = 10_000;

    final HeldTasks behind = new HeldTasks();
    final MethodMemoizer method;
    private final Fixture fixture;
    private final MemoEngine engine;
    private final @Nullable SharedByHand shared;

    /** A result is a text with its time at the end. */
    static final class BySaying implements CallConditions {

        @Override
        public @Nullable Duration ttl(
                Object target, @Nullable Object[] arguments, @Nullable Object result, Instant now) {
            return result == null ? null : Duration.ofMillis(FreshnessPlan.said(result.toString()));
        }
    }

    FreshnessMachine(FreshnessPlan plan, FakeTicker ticker, SharedServer server, ByteTier disk) {
        fixture = new Fixture(ticker)
                .freshness(plan.freshness())
                .sameThreadMaintenance()
                .conditions(new BySaying());
        Long ttl = plan.ttl();
        if (ttl != null) {
            fixture.ttl(Duration.ofMillis(ttl));
        }
        shared = plan.shared() ? new SharedByHand(server.line(), SETTINGS, SEAL, ticker) : null;
        Tiers tiers = new Tiers(
                () -> List.of(Machine.tier(disk, Seal.checksum(), MAX_BYTES, ticker)),
                shared == null ? List.of() : List.of(far(shared, ticker)),
                AtOnce.writer(),
                "app",
                Codecs.ofTests());
        if (plan.disk()) {
            fixture.persist(tiers);
        }
        if (plan.shared()) {
            fixture.shared(tiers);
        }
        fixture.builder().refreshPool(behind.pool(plan.refreshes()));
        engine = fixture.engine();
        method = fixture.method(engine);
        hear();
    }

    private static Tier far(SharedByHand shared, FakeTicker ticker) {
        return new Tier(
                shared.tier,
                new EntryFormat(SEAL, MAX_BYTES),
                ticker,
                shared.tier.reads(),
                Breaker.ofWrites(ticker),
                Duration.ZERO);
    }

    @Nullable
    Object call(String key, Invocation source) {
        return fixture.call(method, key, source);
    }

    /** Hears of what others cleared. */
    void hear() {
        if (shared != null) {
            shared.hear();
        }
    }

    @Override
    public void close() {
        engine.close();
        if (shared != null) {
            shared.close();
        }
    }
}
