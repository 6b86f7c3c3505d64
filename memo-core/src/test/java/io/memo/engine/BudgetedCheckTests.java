package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CachedObjectMutatedException;
import io.memo.CheckMode;
import io.memo.FailedPart;
import io.memo.Hashers;
import io.memo.MutationPolicy;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.observe.MemoListener;
import io.memo.mutation.MutationAlert;
import io.memo.store.caffeine.CaffeineStoreFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 5.6: when stored results are looked at again, by a clock and a thread that the test moves. */
class BudgetedCheckTests {

    private static final int LARGE = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Fixture fixture = new Fixture();
    private final ManualChecks checks = new ManualChecks(fixture.ticker);
    private final List<CachedObjectMutatedEvent> alerts = new ArrayList<>();
    private Consumer<CachedObjectMutatedEvent> onAlert = alerts::add;

    /** Small enough to be looked at on every hit. */
    private static final class Quote {
        long id = 1;
        String name = "a name";
        double price = 19.95;
        int count = 3;
        boolean open = true;
    }

    private MemoEngine engine() {
        fixture.builder().stores(new CaffeineStoreFactory(fixture.ticker, Runnable::run));
        fixture.builder().checks(checks, 2).listeners(List.of(new MemoListener() {
            @Override
            public void mutated(CachedObjectMutatedEvent event) {
                onAlert.accept(event);
            }
        }));
        return fixture.engine();
    }

    private MethodMemoizer method() {
        return engine().add(fixture.spec("Target.compute"));
    }

    private static List<Integer> large() {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < LARGE; i++) {
            list.add(i);
        }
        return list;
    }

    @SuppressWarnings("unchecked")
    private List<Integer> call(MethodMemoizer method, Object argument) {
        return (List<Integer>) fixture.call(method, argument, BudgetedCheckTests::large);
    }

    /** Stores a large result and uses up its first hit, and the looks that follow. */
    private List<Integer> settled(MethodMemoizer method, Object argument) {
        call(method, argument);
        List<Integer> stored = call(method, argument);
        checks.advance(SECOND.multipliedBy(3));
        return stored;
    }

    @Test
    @DisplayName("5.6: a cheap result is looked at on every hit, by the thread that hits")
    void cheapResultIsCheckedOnEveryHit() {
        MethodMemoizer method = method();
        Quote stored = new Quote();
        for (int i = 0; i < 10; i++) {
            fixture.call(method, "a", () -> stored);
        }
        stored.price = 1;
        fixture.call(method, "a", () -> stored);
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.places()).containsExactly("result.price"));
        assertThat(checks.scheduled()).isZero();
        assertThat(method.figures().checks().count())
                .as("cheap ones are not counted")
                .isZero();
    }

    @Test
    @DisplayName("5.6: the first hit of an entry is checked by the thread that hits, however large the result")
    void firstHitIsChecked() {
        MethodMemoizer method = method();
        call(method, "a").set(3, -1);
        call(method, "a");
        assertThat(alerts).hasSize(1);
    }

    @Test
    @DisplayName("5.6: the first hit of what was put in the place of an entry is checked again")
    void firstHitOfTheNextEntryIsChecked() {
        MemoEngine engine = engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        settled(method, "a");
        engine.clear();
        call(method, "a").set(3, -1);
        call(method, "a");
        assertThat(alerts).hasSize(1);
    }

    @Test
    @DisplayName("5.6: a change after a later hit is found behind the caller, though nobody asks again")
    void changeIsFoundThoughNobodyAsks() {
        MethodMemoizer method = method();
        List<Integer> stored = settled(method, "a");
        assertThat(call(method, "a")).isSameAs(stored);
        stored.set(3, -1);
        assertThat(alerts).isEmpty();
        checks.advance(Duration.ofMillis(1));
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.places()).containsExactly("result[3]"));
        assertThat(method.figures().mutations()).isOne();
    }

    @Test
    @DisplayName("5.6: a change within a second of a hit is found, though a look came before it and nobody asks again")
    void changeAfterTheLookIsFound() {
        MethodMemoizer method = method();
        List<Integer> stored = settled(method, "a");
        call(method, "a");
        checks.advance(Duration.ofMillis(900));
        stored.set(3, -1);
        checks.advance(SECOND);
        assertThat(alerts).hasSize(1);
    }

    @Test
    @DisplayName("5.6: so is a change after the first hit")
    void changeAfterTheFirstHitIsFound() {
        MethodMemoizer method = method();
        call(method, "a");
        call(method, "a").set(3, -1);
        checks.advance(SECOND);
        assertThat(alerts).hasSize(1);
    }

    @Test
    @DisplayName("Issue 17.1: a thousand hits are one check, and one more a second later; then nothing is to come")
    void marksOfManyHitsAreOneCheck() {
        MethodMemoizer method = method();
        settled(method, "a");
        long before = method.figures().checks().count();
        for (int i = 0; i < 1_000; i++) {
            call(method, "a");
        }
        assertThat(checks.scheduled()).isOne();
        checks.advance(Duration.ofMillis(999));
        assertThat(method.figures().checks().count() - before).isOne();
        checks.advance(Duration.ofMinutes(1));
        assertThat(method.figures().checks().count() - before).isEqualTo(2);
        assertThat(checks.scheduled()).isZero();
    }

    @Test
    @DisplayName("5.3: changed and changed back before the check: no alert")
    void changedBack() {
        MethodMemoizer method = method();
        List<Integer> stored = settled(method, "a");
        call(method, "a");
        stored.set(3, -1);
        stored.set(3, 3);
        checks.advance(SECOND.multipliedBy(3));
        assertThat(alerts).isEmpty();
    }

    @Test
    @DisplayName("5.3: one alert for each changed state, whoever finds it")
    void oncePerState() {
        MethodMemoizer method = method();
        List<Integer> stored = settled(method, "a");
        for (int state = 1; state <= 3; state++) {
            stored.set(3, -state);
            for (int i = 0; i < 5; i++) {
                call(method, "a");
                checks.advance(SECOND);
            }
            assertThat(alerts).hasSize(state);
        }
    }

    enum Gone {
        CLEARED {
            @Override
            void happen(MemoEngine engine, BudgetedCheckTests test) {
                engine.clear();
            }
        },
        CLEARED_BY_ARGUMENTS {
            @Override
            void happen(MemoEngine engine, BudgetedCheckTests test) {
                engine.clear("Target.compute", "a");
            }
        },
        EXPIRED {
            @Override
            void happen(MemoEngine engine, BudgetedCheckTests test) {
                test.fixture.ticker.advance(Duration.ofHours(2));
            }
        },
        EVICTED {
            @Override
            void happen(MemoEngine engine, BudgetedCheckTests test) {
                for (int i = 0; i < 1_000; i++) {
                    test.call((MethodMemoizer) engine.methods().get(0), i);
                }
                // The entry may be valued more than all of these.
                if (engine.explain("Target.compute", "a").hit()) {
                    engine.clear("Target.compute", "a");
                }
            }
        },
        COMPUTED_ANEW {
            @Override
            void happen(MemoEngine engine, BudgetedCheckTests test) {
                engine.clear("Target.compute", "a");
                test.call((MethodMemoizer) engine.methods().get(0), "a");
            }
        },
        CLOSED {
            @Override
            void happen(MemoEngine engine, BudgetedCheckTests test) {
                engine.close();
            }
        };

        abstract void happen(MemoEngine engine, BudgetedCheckTests test);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Issue 17.1: an entry that is gone, or whose engine was closed, between hit and check: no alert")
    void goneBeforeTheCheck(Gone how) {
        fixture.ttl(Duration.ofHours(1)).maxEntries(2);
        MemoEngine engine = engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        List<Integer> stored = settled(method, "a");
        call(method, "a");
        stored.set(3, -1);
        how.happen(engine, this);
        long before = method.figures().checks().count();
        checks.advance(SECOND.multipliedBy(5));
        assertThat(alerts).isEmpty();
        assertThat(method.figures().checks().count())
                .as("what is gone is not looked at")
                .isEqualTo(before);
        assertThat(checks.scheduled()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Issue 17.1: cleared, or closed, while a check is under way that finds a change: no alert")
    void goneDuringTheCheck(Gone how) {
        fixture.ttl(Duration.ofHours(1)).maxEntries(2);
        Map<String, Runnable> during = new HashMap<>();
        fixture.builder().hashers(List.of(Hashers.of(Quote.class, quote -> {
            Runnable now = during.remove("check");
            if (now != null) {
                now.run();
            }
            return quote.price;
        })));
        MemoEngine engine = engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        Quote stored = new Quote();
        fixture.call(method, "a", () -> stored);
        fixture.call(method, "a", () -> stored);
        checks.advance(SECOND.multipliedBy(3));
        fixture.call(method, "a", () -> stored);
        stored.price = 1;
        during.put("check", () -> how.happen(engine, this));
        checks.advance(SECOND.multipliedBy(5));
        assertThat(during).as("was checked").isEmpty();
        assertThat(alerts).isEmpty();
    }

    @Test
    @DisplayName("5.6: ALWAYS, RECOMPUTE and FAIL look at every hit, and leave nothing to be done behind the callers")
    void alwaysRecomputeAndFail() {
        MethodMemoizer always = fixture.mutationCheck(CheckMode.ALWAYS).method();
        fixture.mutationCheck(CheckMode.BUDGETED);
        MethodMemoizer recompute = with(MutationPolicy.RECOMPUTE);
        MethodMemoizer fail = with(MutationPolicy.FAIL);
        for (MethodMemoizer method : List.of(always, recompute, fail)) {
            for (int i = 0; i < 5; i++) {
                call(method, "a");
            }
            assertThat(method.figures().checks().count()).isEqualTo(4);
            call(method, "a").set(3, -1);
        }
        call(always, "a");
        assertThat(always.figures().mutations()).isOne();
        assertThat(call(recompute, "a").get(3)).isEqualTo(3);
        assertThatThrownBy(() -> call(fail, "a")).isInstanceOf(CachedObjectMutatedException.class);
        assertThat(checks.scheduled()).isZero();
    }

    private MethodMemoizer with(MutationPolicy policy) {
        fixture.onMutation(policy).builder().checks(checks, 2);
        return fixture.method();
    }

    @Test
    @DisplayName("Issue 17.1: the alert says when the result was last known to be unchanged")
    void lastKnownUnchanged() {
        MethodMemoizer method = method();
        fixture.ticker.advance(Duration.ofSeconds(5));
        List<Integer> stored = settled(method, "a");
        fixture.ticker.advance(Duration.ofSeconds(92));
        call(method, "a");
        checks.advance(Duration.ofMillis(1));
        fixture.ticker.advance(Duration.ofSeconds(100));
        stored.set(3, -1);
        call(method, "a");
        checks.advance(Duration.ofMillis(1));
        CachedObjectMutatedEvent alert = alerts.get(0);
        assertThat(alert.storedAt()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(alert.unchangedAt()).isEqualTo(Instant.ofEpochSecond(100).plusMillis(1));
        assertThat(MutationAlert.text(alert))
                .contains("stored at 1970-01-01T00:00:05Z (still unchanged at 1970-01-01T00:01:40.001Z): result[3]."
                        + " The changed object");
    }

    @Test
    @DisplayName("5.4: what a caller's reading disturbs raises no alert, and is looked at again until it can be read")
    void readingDisturbsTheCheck() {
        Map<Object, Object> recent = new LinkedHashMap<>(16, 0.75f, true);
        for (int i = 0; i < LARGE; i++) {
            recent.put(i, i);
        }
        recent.put("reader", new Quote());
        recent.put("last", 1);
        AtomicInteger disturbed = new AtomicInteger();
        fixture.builder().hashers(List.of(Hashers.of(Quote.class, quote -> {
            if (disturbed.get() > 0) {
                disturbed.decrementAndGet();
                recent.get(1);
                recent.get(2);
            }
            return quote.price;
        })));
        MethodMemoizer reading = method();
        fixture.call(reading, "a", () -> recent);
        fixture.call(reading, "a", () -> recent);
        checks.advance(SECOND.multipliedBy(3));
        fixture.call(reading, "a", () -> recent);
        disturbed.set(50);
        checks.advance(SECOND.multipliedBy(5));
        assertThat(disturbed.get()).as("was disturbed while it was looked at").isLessThan(50);
        checks.advance(SECOND.multipliedBy(60));
        assertThat(alerts).isEmpty();
        assertThat(disturbed).hasValue(0);
        recent.put("other", 1);
        fixture.call(reading, "a", () -> recent);
        checks.advance(SECOND);
        assertThat(alerts).as("a change is still found").hasSize(1);
    }

    @Test
    @DisplayName("5.4: a hasher that needs a caller's thread raises no alert behind it; the next hit asks it again")
    void hasherThatFailsBehind() {
        ThreadLocal<Boolean> request = new ThreadLocal<>();
        fixture.builder().hashers(List.of(Hashers.of(Quote.class, quote -> {
            if (request.get() == null) {
                throw new IllegalStateException("No request");
            }
            return quote.price;
        })));
        MethodMemoizer method = method();
        Quote stored = new Quote();
        for (int i = 0; i < 5; i++) {
            request.set(true);
            fixture.call(method, "a", () -> stored);
            request.remove();
            checks.advance(SECOND);
        }
        assertThat(alerts).isEmpty();
        stored.price = 1;
        request.set(true);
        fixture.call(method, "a", () -> stored);
        fixture.call(method, "a", () -> stored);
        assertThat(alerts).hasSize(1);
    }

    @Test
    @DisplayName("5.4: something that cannot be hashed was put in: an alert, also behind the callers")
    void unhashableIsPutIn() {
        MethodMemoizer method = method();
        List<Object> stored = new ArrayList<>(large());
        fixture.call(method, "a", () -> stored);
        fixture.call(method, "a", () -> stored);
        checks.advance(SECOND.multipliedBy(3));
        fixture.call(method, "a", () -> stored);
        stored.set(3, new Thread());
        checks.advance(SECOND);
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.places()).containsExactly("result[3]"));
    }

    @Test
    @DisplayName(
            "5.6: code of the application, behind its callers, runs under the loader of the application, and may fail")
    void codeOfTheApplication() {
        MethodMemoizer method = method();
        List<ClassLoader> loaders = new ArrayList<>();
        onAlert = alert -> {
            loaders.add(Thread.currentThread().getContextClassLoader());
            throw new IllegalStateException("Listener");
        };
        List<Integer> stored = settled(method, "a");
        Thread.currentThread().setContextClassLoader(null);
        try {
            call(method, "a");
            stored.set(3, -1);
            checks.advance(SECOND);
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
        assertThat(loaders).containsExactly(Fixture.Target.class.getClassLoader());
        assertThat(method.figures().errors()).containsEntry(FailedPart.LISTENER, 1L);
        call(method, "b");
        call(method, "b");
        call(method, "b");
        checks.advance(SECOND);
        assertThat(method.figures().mutations()).isOne();
    }

    @Test
    @DisplayName("5.6, 3.4: the value of a future is checked behind its callers as any other")
    void valueOfFutureIsCheckedBehind() throws Throwable {
        MethodMemoizer method = engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        List<Integer> stored = large();
        for (int i = 0; i < 3; i++) {
            checks.advance(SECOND.multipliedBy(3));
            Object future =
                    method.call(fixture.target, new Object[] {"a"}, () -> CompletableFuture.completedFuture(stored));
            assertThat(((CompletableFuture<?>) future).join()).isSameAs(stored);
        }
        stored.set(3, -1);
        assertThat(alerts).isEmpty();
        checks.advance(Duration.ofMillis(1));
        assertThat(alerts).hasSize(1);
    }

    @Test
    @DisplayName("5.6: a closed engine has nobody who checks behind the callers, so every hit does")
    void closedEngineChecksOnHits() {
        MemoEngine engine = engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        List<Integer> stored = settled(method, "a");
        call(method, "a");
        engine.close();
        for (int state = 1; state <= 3; state++) {
            call(method, "a");
            stored.set(3, -state);
            call(method, "a");
            assertThat(alerts).hasSize(state);
        }
    }
}
