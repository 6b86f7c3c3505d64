package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MissCause;
import io.memo.engine.call.Invocation;
import io.memo.store.disk.DiskSettings;
import io.memo.store.disk.DiskTier;
import io.memo.store.serial.Codecs;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Machine;
import io.memo.store.tier.method.Tiers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 12.14: {@code clear(name, arguments…)} in memory, and clears of what earlier starts left. */
class ClearArgumentsTests {

    private static final String NAME = "Target.compute";
    private static final Invocation NOT_TO_RUN = () -> {
        throw new AssertionError("The method ran");
    };

    @TempDir
    private Path directory;

    private final Fixture fixture = new Fixture();

    @Test
    @DisplayName("SPEC 1.2: what was stored under an earlier external variable does not come back when that does")
    void earlierVariablesAreCleared() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec(NAME));
        for (Object setting : List.of(1, 2, 3)) {
            fixture.target.setting = setting;
            fixture.call(method, "a", () -> "old");
            fixture.call(method, "b", () -> "kept " + setting);
        }
        engine.clear(NAME, "a");
        for (Object setting : List.of(1, 2, 3)) {
            fixture.target.setting = setting;
            assertThat(fixture.call(method, "a", () -> "new")).isEqualTo("new");
            assertThat(fixture.call(method, "b", NOT_TO_RUN)).isEqualTo("kept " + setting);
        }
        assertThat(method.misses().get(0).reason().cause()).isEqualTo(MissCause.CLEARED);
    }

    @Test
    @DisplayName("SPEC 3.7: a run under an earlier external variable does not store what was cleared meanwhile")
    void runUnderAnEarlierVariableStoresNothing() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec(NAME));
        fixture.call(method, "a", () -> {
            fixture.target.setting = 2;
            engine.clear(NAME, "a");
            fixture.target.setting = 1;
            return "old";
        });
        assertThat(fixture.call(method, "a", () -> "new")).isEqualTo("new");
    }

    @Test
    @DisplayName("SPEC 1.4: no object is needed that the method was called on")
    void nobodyWasCalledYet() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec(NAME));
        engine.clear(NAME, "a");
        fixture.call(method, "b", () -> "kept");
        engine.clear(NAME, "a");
        assertThat(fixture.call(method, "b", NOT_TO_RUN)).isEqualTo("kept");
    }

    /** A start of the application, by files; where the method is persisted or was once. */
    private final class Start implements AutoCloseable {

        private final Fixture fixture = new Fixture();
        private final Tiers tiers;
        private final MemoEngine engine;
        private final MethodMemoizer method;

        Start(boolean persist) {
            List<Tier> disk = List.of(disk());
            tiers = new Tiers(() -> disk, List.of(), new TierWriter(1 << 20, 1), "app", Codecs.ofTests());
            if (persist) {
                fixture.persist(tiers);
            }
            fixture.builder().left((persisted, shared) -> persisted ? List.of() : disk);
            engine = fixture.engine();
            method = engine.add(fixture.spec(NAME));
        }

        private Tier disk() {
            try {
                return new Tier(
                        DiskTier.open(DiskSettings.of(directory, "app"), fixture.ticker),
                        new EntryFormat(Seal.checksum(), 10_000),
                        fixture.ticker,
                        Breaker.ofMachine(fixture.ticker),
                        Breaker.ofMachine(fixture.ticker),
                        Duration.ZERO);
            } catch (TierRefusedException e) {
                throw new AssertionError(e);
            }
        }

        Object call(Object argument, Invocation body) {
            return fixture.call(method, argument, body);
        }

        @Override
        public void close() {
            Machine.settle(tiers.writer());
            tiers.writer().close();
        }
    }

    private void keep(Object... arguments) {
        try (Start start = new Start(true)) {
            for (Object argument : arguments) {
                start.call(argument, () -> "old");
            }
        }
    }

    private List<Object> lost(Object... arguments) {
        List<Object> lost = new ArrayList<>();
        try (Start start = new Start(true)) {
            for (Object argument : arguments) {
                if (start.call(argument, () -> "new").equals("new")) {
                    lost.add(argument);
                }
            }
        }
        return lost;
    }

    @Test
    @DisplayName("P11: clear(method) of a method that is in memory only by now removes its files too")
    void orphansOfAMethodAreCleared() {
        keep("a", "b");
        try (Start memoryOnly = new Start(false)) {
            memoryOnly.engine.clear(NAME);
        }
        assertThat(lost("a", "b")).containsExactly("a", "b");
    }

    @Test
    @DisplayName("P11: clear(method, arguments) too, and no other files")
    void orphansOfArgumentsAreCleared() {
        keep("a", "b");
        try (Start memoryOnly = new Start(false)) {
            memoryOnly.engine.clear(NAME, "a");
        }
        assertThat(lost("a", "b")).containsExactly("a");
    }

    @Test
    @DisplayName("SPEC 7.5: clear() removes the files of methods that are gone by now")
    void orphansOfTheApplicationAreCleared() {
        keep("a");
        try (Start other = new Start(true)) {
            MethodMemoizer renamed = other.engine.add(other.fixture.spec("Target.renamed"));
            other.fixture.call(renamed, "a", () -> "any");
        }
        try (Start gone = new Start(false)) {
            gone.engine.clear();
        }
        try (Start again = new Start(true)) {
            MethodMemoizer renamed = again.engine.add(again.fixture.spec("Target.renamed"));
            assertThat(again.fixture.call(renamed, "a", () -> "new")).isEqualTo("new");
        }
        assertThat(lost("a")).containsExactly("a");
    }
}
