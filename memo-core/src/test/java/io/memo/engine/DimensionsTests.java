package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.AbsentDimensionException;
import io.memo.FunctionOptions;
import io.memo.KeyDimension;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.ThisProcessOnly;
import io.memo.UnhashableTypeException;
import io.memo.engine.call.AbsentDimension;
import io.memo.engine.call.AsyncResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("SPEC 11.1")
@Timeout(60)
class DimensionsTests {

    private static final ThreadLocal<@Nullable Object> TENANT = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Object> LANGUAGE = new ThreadLocal<>();
    private static final KeyDimension BY_TENANT = KeyDimension.of("tenant", TENANT::get);
    private static final KeyDimension BY_LANGUAGE = KeyDimension.of("language", LANGUAGE::get);

    private final AtomicInteger runs = new AtomicInteger();
    private final Fixture fixture = new Fixture().varyBy(BY_TENANT);

    @AfterEach
    void forget() {
        TENANT.remove();
        LANGUAGE.remove();
    }

    private Object call(MethodMemoizer method, @Nullable Object tenant, Object argument) {
        TENANT.set(tenant);
        return fixture.call(method, argument, () -> {
            runs.incrementAndGet();
            return argument + " of " + TENANT.get();
        });
    }

    private static MissReason last(MethodMemoizer method) {
        return method.misses().get(0).reason();
    }

    @Test
    @DisplayName("each value has entries of its own, in any order, and who comes back hits")
    void eachValueHasItsEntries() {
        MethodMemoizer method = fixture.method();
        for (int round = 0; round < 2; round++) {
            assertThat(call(method, "a", 1)).isEqualTo("1 of a");
            assertThat(call(method, "b", 1)).isEqualTo("1 of b");
            assertThat(call(method, List.of("a"), 1)).isEqualTo("1 of [a]");
        }
        assertThat(runs).hasValue(3);
        assertThat(method.varyBy()).containsExactly("tenant");
    }

    @Test
    @DisplayName("arguments and dimensions do not run into one another")
    void valuesKeepTheirPlaces() {
        Fixture two = new Fixture().varyBy(BY_TENANT, BY_LANGUAGE);
        MethodMemoizer method = two.method();
        List<List<String>> calls = new ArrayList<>();
        for (String argument : List.of("x", "y", "xy")) {
            for (String tenant : List.of("x", "y", "xy")) {
                for (String language : List.of("x", "y", "xy")) {
                    calls.add(List.of(argument, tenant, language));
                }
            }
        }
        for (int round = 0; round < 2; round++) {
            for (List<String> each : calls) {
                TENANT.set(each.get(1));
                LANGUAGE.set(each.get(2));
                assertThat(two.call(method, each.get(0), () -> {
                            runs.incrementAndGet();
                            return each;
                        }))
                        .isEqualTo(each);
            }
        }
        assertThat(runs).hasValue(calls.size());
    }

    @Test
    @DisplayName("a call without a value runs and is not stored, and that is told once")
    void absentValueRuns() {
        MethodMemoizer method = fixture.method();
        assertThat(call(method, null, 1)).isEqualTo("1 of null");
        assertThat(call(method, null, 1)).isEqualTo("1 of null");
        assertThat(runs).hasValue(2);
        assertThat(method.figures().entries()).isZero();
        assertThat(method.warnings())
                .singleElement()
                .asString()
                .startsWith("absent-dimension: a call has no value of the dimension 'tenant'");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.DIRECT));
    }

    @Test
    @DisplayName("each dimension without a value is told")
    void eachAbsentDimensionIsTold() {
        Fixture two = new Fixture().varyBy(BY_TENANT, BY_LANGUAGE);
        MethodMemoizer method = two.method();
        two.call(method, 1, () -> "ran");
        TENANT.set("a");
        two.call(method, 1, () -> "ran");
        assertThat(method.warnings()).hasSize(2).anyMatch(each -> each.contains("'language'"));
    }

    @Test
    @DisplayName("a call without a value is refused, where that is asked for")
    void absentValueIsRefused() {
        fixture.builder().onAbsentDimension(AbsentDimension.FAIL);
        MethodMemoizer method = fixture.method();
        assertThatThrownBy(() -> call(method, null, 1))
                .isInstanceOf(AbsentDimensionException.class)
                .hasMessage(
                        "Target.compute varies by the dimension 'tenant', which has no value in this call. Set it before the call, or let such calls run unmemoized: memo.on-absent-dimension=bypass.");
        assertThat(runs).hasValue(0);
        assertThat(call(method, "a", 1)).isEqualTo("1 of a");
    }

    @Test
    @DisplayName("a dimension that throws has no value; the failure is counted")
    void throwingDimensionHasNoValue() {
        Fixture failing = new Fixture().varyBy(KeyDimension.of("tenant", () -> {
            throw new IllegalStateException("no request");
        }));
        MethodMemoizer method = failing.method();
        assertThat(failing.call(method, 1, () -> "ran")).isEqualTo("ran");
        assertThat(method.figures().entries()).isZero();
        assertThat(method.figures().errors().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isOne();
    }

    @Test
    @DisplayName("what cannot be hashed is refused as an argument is, and named")
    void unhashableValueIsRefused() {
        MethodMemoizer method = fixture.method();
        assertThatThrownBy(() -> call(method, Thread.currentThread(), 1))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("dimension 'tenant' of Target.compute");
    }

    @Test
    @DisplayName("a reason of a miss names the dimension, never its value")
    void reasonNamesTheDimension() {
        MethodMemoizer method = fixture.method();
        call(method, List.of("secret"), 1);
        call(method, List.of("other"), 1);
        assertThat(last(method)).isEqualTo(new MissReason(MissCause.DIMENSION_CHANGED, List.of("dimension tenant")));
        assertThat(last(method).text()).isEqualTo("dimension tenant changed");
        call(method, "third", 2);
        assertThat(last(method))
                .isEqualTo(new MissReason(MissCause.ARGUMENT_CHANGED, List.of("input", "dimension tenant")));
        fixture.target.setting = 2;
        call(method, "third", 2);
        assertThat(last(method)).isEqualTo(new MissReason(MissCause.EXTERNAL_CHANGED, List.of("this.setting")));
    }

    @Test
    @DisplayName("arguments are cleared for all values, a value for all arguments")
    void clearsByArgumentsAndByValue() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        for (String tenant : List.of("a", "b")) {
            call(method, tenant, 1);
            call(method, tenant, 2);
        }
        engine.clear("Target.compute", 1);
        assertThat(method.figures().entries()).isEqualTo(2);
        engine.clearDimension("tenant", "a");
        assertThat(method.figures().entries()).isOne();
        call(method, "b", 2);
        assertThat(runs).hasValue(4);
        assertThatThrownBy(() -> engine.clearDimension("tenat", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No memoized method varies by 'tenat'. There are: [tenant].");
    }

    @Test
    @DisplayName("what is computed while its value is cleared is not stored")
    void clearedWhileComputed() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        TENANT.set("a");
        fixture.call(method, 1, () -> {
            engine.clearDimension("tenant", "a");
            return "old";
        });
        assertThat(call(method, "a", 1)).isEqualTo("1 of a");
    }

    @Test
    @DisplayName("explain answers for the thread that asks")
    void explainsForTheThread() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        call(method, "a", 1);
        assertThat(engine.explain("Target.compute", 1).hit()).isTrue();
        TENANT.set("b");
        assertThat(engine.explain("Target.compute", 1).reason()).contains("dimension tenant changed");
        TENANT.remove();
        assertThat(engine.explain("Target.compute", 1).reason())
                .isEqualTo(
                        "A dimension that it varies by has no value in this thread: the method runs at every such call.");
    }

    @Test
    @DisplayName("a future is of the thread that called, whoever completes it")
    void futuresAreOfTheCaller() {
        MethodMemoizer method = fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> ofA = new CompletableFuture<>();
        CompletableFuture<Object> ofB = new CompletableFuture<>();
        TENANT.set("a");
        Object first = fixture.call(method, 1, () -> ofA);
        TENANT.set("b");
        Object second = fixture.call(method, 1, () -> ofB);
        TENANT.remove();
        ofB.complete("b's");
        ofA.complete("a's");
        assertThat(((CompletableFuture<?>) first).join()).isEqualTo("a's");
        assertThat(((CompletableFuture<?>) second).join()).isEqualTo("b's");
        TENANT.set("a");
        assertThat(((CompletableFuture<?>) fixture.call(method, 1, () -> new CompletableFuture<>())).join())
                .isEqualTo("a's");
    }

    @Test
    @DisplayName("threads of two values compute one key side by side, threads of one value once")
    void flightsAreOfOneValue() throws Exception {
        MethodMemoizer method = fixture.method();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch both = new CountDownLatch(2);
        try {
            List<Future<Object>> results = new ArrayList<>();
            for (String tenant : List.of("a", "b")) {
                results.add(threads.submit(() -> {
                    TENANT.set(tenant);
                    return fixture.call(method, 1, () -> {
                        both.countDown();
                        both.await();
                        return tenant;
                    });
                }));
            }
            assertThat(results.get(0).get()).isEqualTo("a");
            assertThat(results.get(1).get()).isEqualTo("b");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("functions vary by their own dimensions and by those of all")
    void functionsVary() {
        Memoizer memoizer = Memoizer.builder().varyBy(BY_TENANT).build();
        Function<Integer, String> greeting = memoizer.memoize(
                FunctionOptions.named("greeting").varyBy(BY_LANGUAGE),
                number -> number + " of " + TENANT.get() + " in " + LANGUAGE.get());
        for (int round = 0; round < 2; round++) {
            for (String tenant : List.of("a", "b")) {
                for (Locale language : List.of(Locale.GERMAN, Locale.FRENCH)) {
                    TENANT.set(tenant);
                    LANGUAGE.set(language);
                    assertThat(greeting.apply(1)).isEqualTo("1 of " + tenant + " in " + language);
                }
            }
        }
        MemoizedMethod method = memoizer.methods().get(0);
        assertThat(method.varyBy()).containsExactly("tenant", "language");
        assertThat(method.figures().hits()).isEqualTo(4);
        assertThat(method.figures().misses()).isEqualTo(4);
    }

    @Test
    @DisplayName("eight threads, calls at random: nobody gets another's result, and each result is made once")
    void nobodyGetsAnothersResult() throws Exception {
        MethodMemoizer method = new Fixture().varyBy(BY_TENANT).maxEntries(1000).method();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                Random random = new Random(thread);
                work.add(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        Object tenant =
                                random.nextBoolean() ? "t" + random.nextInt(9) : new ThisProcessOnly(random.nextInt(9));
                        int argument = random.nextInt(9);
                        TENANT.set(tenant);
                        Object result = fixture.call(method, argument, () -> {
                            runs.incrementAndGet();
                            return List.of(String.valueOf(TENANT.get()), argument);
                        });
                        assertThat(result).isEqualTo(List.of(String.valueOf(tenant), argument));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            assertThat(runs).hasValue(18 * 9);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "SPEC 11.1: a dimension may ask what varies by it: that runs, without an end to it, and is not told as absent")
    void dimensionAsksWhatVariesByIt() {
        List<Supplier<String>> lookup = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        Memoizer memoizer = Memoizer.builder()
                .varyBy(KeyDimension.of("tenant", () -> {
                    asked.incrementAndGet();
                    return lookup.get(0).get();
                }))
                .build();
        lookup.add(memoizer.memoize(FunctionOptions.named("current"), () -> "a"));
        Function<Integer, String> price = memoizer.memoize(FunctionOptions.named("price"), product -> "p" + product);

        assertThat(price.apply(1)).isEqualTo("p1");
        assertThat(price.apply(1)).isEqualTo("p1");
        assertThat(asked).hasValue(2);
        assertThat(memoizer.explain("price", 1).hit()).isTrue();
        assertThat(memoizer.methods())
                .hasSize(2)
                .allSatisfy(method ->
                        assertThat(method.warnings()).noneMatch(warning -> warning.startsWith("absent-dimension")));
        assertThat(lookup.get(0).get()).isEqualTo("a");
        assertThat(lookup.get(0).get()).isEqualTo("a");
        assertThat(memoizer.explain("current").hit()).isTrue();
    }
}
