package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MethodFigures;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The life of entries of several methods of one engine, by a clock that is set. */
class LifecycleTests {

    private final Fixture fixture = new Fixture().sameThreadMaintenance();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @DisplayName("L02: the limits of two methods are independent, and what was evicted is computed again")
    void limitsAreIndependent() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer two = engine.add(fixture.maxEntries(2).spec("Target.two"));
        MethodMemoizer three = engine.add(fixture.maxEntries(3).spec("Target.three"));
        for (int argument = 0; argument < 10; argument++) {
            fixture.call(two, argument, runs::incrementAndGet);
            fixture.call(three, argument, runs::incrementAndGet);
        }
        assertThat(two.figures().entries()).isEqualTo(2);
        assertThat(three.figures().entries()).isEqualTo(3);
        int evicted = IntStream.range(0, 10)
                .filter(argument -> !two.explain(new Object[] {argument}).hit())
                .findFirst()
                .orElseThrow();
        assertThat(fixture.call(two, evicted, runs::incrementAndGet)).isEqualTo(21);
    }

    @Test
    @DisplayName("L04: of two ttls only the one that is due runs out; it counts from the storing of the second value")
    void ttlsAreIndependent() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer brief = engine.add(fixture.ttl(Duration.ofSeconds(1)).spec("Target.brief"));
        MethodMemoizer lasting = engine.add(fixture.ttl(Duration.ofSeconds(5)).spec("Target.lasting"));
        fixture.call(brief, "a", runs::incrementAndGet);
        fixture.call(lasting, "a", runs::incrementAndGet);
        fixture.ticker.advance(Duration.ofSeconds(1));
        assertThat(fixture.call(lasting, "a", runs::incrementAndGet)).isEqualTo(2);
        assertThat(fixture.call(brief, "a", runs::incrementAndGet)).isEqualTo(3);

        fixture.ticker.advance(Duration.ofMillis(999));
        assertThat(fixture.call(brief, "a", runs::incrementAndGet)).isEqualTo(3);
        fixture.ticker.advance(Duration.ofMillis(1));
        assertThat(fixture.call(brief, "a", runs::incrementAndGet)).isEqualTo(4);
        assertThat(fixture.call(lasting, "a", runs::incrementAndGet)).isEqualTo(2);
    }

    @Test
    @DisplayName("L16: time saved is what the results that were hit had taken, nothing after a miss")
    void timeSaved() {
        MethodMemoizer method = fixture.method();
        fixture.call(method, "a", () -> {
            fixture.ticker.advance(Duration.ofSeconds(3));
            return runs.incrementAndGet();
        });
        assertThat(method.figures().timeSaved()).isZero();
        fixture.call(method, "a", runs::incrementAndGet);
        fixture.call(method, "a", runs::incrementAndGet);
        MethodFigures figures = method.figures();
        assertThat(figures.timeSaved()).isEqualTo(Duration.ofSeconds(6));
        assertThat(figures.hits()).isEqualTo(2);
        assertThat(figures.misses()).isOne();
    }
}
