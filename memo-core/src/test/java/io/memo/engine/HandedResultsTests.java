package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hashers;
import io.memo.MutationPolicy;
import io.memo.engine.call.Invocation;
import io.memo.store.handover.AppPrice;
import io.memo.store.handover.Handover;
import io.memo.store.handover.MemoryPlace;
import io.memo.store.serial.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T05: the flow of calls with results that outlive a restart in the process. */
class HandedResultsTests {

    private static final Invocation NOT_TO_RUN = () -> {
        throw new AssertionError("The method ran");
    };

    private final MemoryPlace place = new MemoryPlace();
    private final FakeTicker clock = new FakeTicker();

    /** A start of the application. */
    private final class Start implements AutoCloseable {

        private final Fixture fixture = new Fixture();
        private final Handover handover = new Handover(place, "app", Codecs.ofTests(), clock);
        private final MemoEngine engine;
        private final MethodMemoizer method;

        Start() {
            this(fixture -> fixture);
        }

        Start(UnaryOperator<Fixture> settings) {
            settings.apply(fixture).builder().handover(handover);
            fixture.ticker.advance(Duration.ofNanos(clock.nanos()));
            engine = fixture.engine();
            method = engine.add(fixture.spec("Target.compute"));
        }

        Object call(Invocation body) {
            return call("argument", body);
        }

        Object call(@Nullable Object argument, Invocation body) {
            return fixture.call(method, argument, body);
        }

        @Override
        public void close() {
            handover.close();
        }
    }

    private void assertLost(Invocation body) {
        place.take();
        try (Start first = new Start()) {
            first.call(body);
        }
        try (Start second = new Start()) {
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("T05: a value of the JDK is the same object, and counts as a hit")
    void byReference() {
        List<String> value = new ArrayList<>(List.of("a"));
        try (Start first = new Start()) {
            first.call(() -> value);
        }
        try (Start second = new Start()) {
            assertThat(second.call(NOT_TO_RUN)).isSameAs(value);
            assertThat(second.call(NOT_TO_RUN)).isSameAs(value);
            assertThat(second.method.figures().hits()).isEqualTo(2);
            assertThat(second.method.figures().misses()).isZero();
            assertThat(second.method.figures().mutations()).isZero();
            value.add("b");
            second.call(NOT_TO_RUN);
            assertThat(second.method.figures().mutations()).isOne();
        }
    }

    @Test
    @DisplayName("T05: a value of the application is an equal object, made of bytes")
    void byBytes() {
        AppPrice value = new AppPrice("tea", new ArrayList<>(List.of(250)));
        try (Start first = new Start()) {
            first.call(() -> value);
        }
        assertThat(place.results())
                .singleElement()
                .satisfies(result -> assertThat(result.values())
                        .allSatisfy(part ->
                                assertThat(part.getClass().getClassLoader()).isNull()));
        try (Start second = new Start()) {
            assertThat(second.call(NOT_TO_RUN)).isEqualTo(value).isNotSameAs(value);
            assertThat(second.call(NOT_TO_RUN)).isSameAs(second.call(NOT_TO_RUN));
            assertThat(second.method.figures().mutations()).isZero();
        }
    }

    @Test
    @DisplayName("3.4, 1.1: null survives; another argument or external variable has a place of its own")
    void nullAndOthers() {
        try (Start first = new Start()) {
            first.call(() -> null);
        }
        try (Start second = new Start()) {
            assertThat(second.call("other", () -> "second")).isEqualTo("second");
            assertThat(second.call(NOT_TO_RUN)).isNull();
            second.fixture.target.setting = 2;
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("T05: lost are a lambda, what no codec takes, and an order of the application's")
    void whatNoCodecTakesIsLost() {
        assertLost(() -> new AppPrice.NotSerializable("tea"));
        assertLost(() -> (Runnable) () -> {});
        assertLost(() -> {
            TreeSet<String> sorted = new TreeSet<>((one, other) -> other.compareTo(one));
            sorted.add("a");
            return sorted;
        });
    }

    @Test
    @DisplayName("5.1, T05: a value that was changed since it was stored is not handed over")
    void changedBefore() {
        List<String> jdk = new ArrayList<>(List.of("a"));
        assertLost(() -> jdk, () -> jdk.add("b"));
        AppPrice app = new AppPrice("tea", new ArrayList<>());
        assertLost(() -> app, () -> app.cents().add(1));
    }

    private void assertLost(Invocation body, Runnable afterwards) {
        try (Start first = new Start()) {
            first.call(body);
            afterwards.run();
        }
        assertThat(place.results()).isEmpty();
    }

    @Test
    @DisplayName("5.4, T05: a value that is changed while nothing runs is a miss")
    void changedBetween() {
        List<String> value = new ArrayList<>(List.of("a"));
        try (Start first = new Start()) {
            first.call(() -> value);
        }
        value.add("b");
        try (Start second = new Start()) {
            assertThat(second.call(() -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7, F25: ttl counts on over a restart, in memory too")
    void timeGoesOn() {
        UnaryOperator<Fixture> minute = fixture -> fixture.ttl(Duration.ofSeconds(60));
        try (Start first = new Start(minute)) {
            first.call(() -> "first");
            first.call("other", () -> "first");
        }
        clock.advance(Duration.ofSeconds(50));
        try (Start second = new Start(minute)) {
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("first");
            second.fixture.ticker.advance(Duration.ofSeconds(9));
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("first");
            second.fixture.ticker.advance(Duration.ofSeconds(1));
            assertThat(second.call(() -> "second")).isEqualTo("second");
            assertThat(second.call("other", () -> "second"))
                    .as("nobody asked for it before")
                    .isEqualTo("second");
        }
    }

    @Test
    @DisplayName("1.2, T05: what nobody asks for waits for a later start")
    void unclaimedWaits() {
        try (Start first = new Start()) {
            first.call(() -> "first");
        }
        try (Start second = new Start()) {
            second.fixture.target.setting = 2;
            second.call(() -> "second");
        }
        try (Start third = new Start()) {
            assertThat(third.call(NOT_TO_RUN)).isEqualTo("first");
            third.fixture.target.setting = 2;
            assertThat(third.call(NOT_TO_RUN)).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7: what was cleared does not come back: all, a method, a call, during the run")
    void clearedEntryDoesNotComeBack() {
        try (Start first = new Start()) {
            for (String call : List.of("in memory", "left")) {
                first.call(call, () -> "first");
            }
            first.engine.clear();
            assertThat(place.results()).isEmpty();
            first.call("left", () -> "first");
            first.call("call", () -> "first");
            first.engine.clear("Target.compute", "call");
            first.call("run", () -> {
                first.engine.clear("Target.compute", "run");
                return "first";
            });
        }
        try (Start second = new Start()) {
            for (String call : List.of("in memory", "call", "run")) {
                assertThat(second.call(call, () -> "second")).isEqualTo("second");
            }
            second.engine.clear("Target.compute");
            assertThat(second.call("left", () -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7: a clear of all counts for methods that are not known yet")
    void clearedBeforeTheMethod() {
        try (Start first = new Start()) {
            first.call(() -> "first");
        }
        Fixture fixture = new Fixture();
        try (Handover handover = new Handover(place, "app", Codecs.ofTests(), clock)) {
            fixture.builder().handover(handover);
            MemoEngine engine = fixture.engine();
            engine.clear();
            MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
            assertThat(fixture.call(method, "argument", () -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("3.7: what was cleared while it was being verified is not handed over again")
    void clearedDuringTheLookUp() {
        AtomicReference<Runnable> whileHashing = new AtomicReference<>(() -> {});
        UnaryOperator<Fixture> hooked = fixture -> {
            fixture.builder().hashers(List.of(Hashers.of(StringBuilder.class, text -> {
                whileHashing.get().run();
                return text.toString();
            })));
            return fixture;
        };
        try (Start first = new Start(hooked)) {
            first.call(() -> List.of(new StringBuilder("first")));
        }
        assertThat(place.results()).hasSize(1);
        try (Start second = new Start(hooked)) {
            whileHashing.set(second.engine::clear);
            second.call(NOT_TO_RUN);
            whileHashing.set(() -> {});
        }
        assertThat(place.results()).isEmpty();
    }

    @Test
    @DisplayName("5.1: after RECOMPUTE it is the new result that is handed over")
    void newValueIsLeftAfterRecompute() {
        UnaryOperator<Fixture> recompute = fixture -> fixture.onMutation(MutationPolicy.RECOMPUTE);
        List<String> value = new ArrayList<>(List.of("a"));
        try (Start first = new Start(recompute)) {
            first.call(() -> value);
            value.add("b");
            first.call(() -> "again");
        }
        try (Start second = new Start(recompute)) {
            assertThat(second.call(NOT_TO_RUN)).isEqualTo("again");
        }
    }

    @Test
    @DisplayName(
            "4.7: what is told apart by identity, is switched off, asynchronous or may be changed is not handed over")
    void notHandedOver() {
        try (Start first = new Start(fixture -> {
            fixture.builder().hashers(List.of(Hashers.identity(Thread.class), Hashers.identity(Random.class)));
            return fixture;
        })) {
            first.call(Thread.currentThread(), () -> "by an argument");
            first.call(() -> List.of(new Random()));
            first.engine.setEnabled(false);
            first.call("off", () -> "first");
        }
        try (Start first = new Start(Fixture::allowOutputMutation)) {
            first.call(() -> "first");
        }
        assertThat(place.results()).isEmpty();
    }

    @Test
    @DisplayName("8.2: the question about a call sees what was left")
    void explainSeesWhatWasLeft() {
        try (Start first = new Start()) {
            first.call(() -> "first");
        }
        try (Start second = new Start()) {
            second.call("other", () -> "second");
            assertThat(second.engine.explain("Target.compute", "argument").hit())
                    .isTrue();
            assertThat(second.engine.explain("Target.compute", "third").hit()).isFalse();
        }
    }

    @Test
    @DisplayName("T05: at most 64 MB of bytes, newest first; objects of the JDK are not weighed")
    void newestFirst() {
        try (Start first = new Start()) {
            for (int i = 0; i < 5; i++) {
                byte[] random = new byte[20 << 20];
                first.fixture.ticker.advance(Duration.ofSeconds(1));
                first.call("jdk" + i, () -> random);
                first.call("app" + i, () -> Map.of(AppPrice.Kind.TRADE, random));
            }
        }
        try (Start second = new Start()) {
            for (int i = 0; i < 5; i++) {
                second.call("jdk" + i, NOT_TO_RUN);
            }
            for (int i = 2; i < 5; i++) {
                second.call("app" + i, NOT_TO_RUN);
            }
            assertThat(second.call("app1", () -> "second")).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("T05: closing twice hands over once; what another version of memo left is a miss")
    void closedTwice() {
        place.leave(List.of(Map.of("of", "another version")));
        Start first = new Start();
        first.call(() -> "first");
        first.close();
        first.close();
        assertThat(place.results()).hasSize(1);
    }

    @Test
    @DisplayName("Issue 12.14: a clear of one call takes what earlier starts left under other external variables")
    void clearOfOneCallUnderOtherVariables() {
        try (Start first = new Start()) {
            first.call(() -> "old");
            first.call("other", () -> "kept");
        }
        try (Start second = new Start()) {
            second.fixture.target.setting = 2;
            second.engine.clear("Target.compute", "argument");
            second.fixture.target.setting = 1;
            assertThat(second.call(() -> "new")).isEqualTo("new");
            assertThat(second.call("other", NOT_TO_RUN)).isEqualTo("kept");
        }
    }
}
