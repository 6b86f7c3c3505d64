package io.memo.functions;

import static io.memo.FunctionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.MemoIgnore;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** 2: memoizer.memoize(function), without Spring: what is kept, and what its key is made of. */
class MemoizedFunctionTests {

    @MemoIgnore
    static final AtomicInteger RUNS = new AtomicInteger();

    static int factor = 10;

    private final Memoizer memoizer = Memoizer.create();
    private int rate = 2;

    @BeforeEach
    void reset() {
        RUNS.set(0);
        factor = 10;
    }

    private static <T> T ran(T result) {
        RUNS.incrementAndGet();
        return result;
    }

    @Test
    @DisplayName("L01: functions of no, one and two arguments run once for equal arguments")
    void everyShapeIsMemoized() {
        Supplier<String> none = memoizer.memoize(() -> ran("a"));
        Function<Integer, String> one = memoizer.memoize((Integer x) -> ran("b" + x));
        BiFunction<Integer, String, String> two = memoizer.memoize((Integer x, String y) -> ran(x + y));
        assertThat(none.get()).isSameAs(none.get());
        assertThat(one.apply(1)).isSameAs(one.apply(1)).isNotEqualTo(one.apply(2));
        assertThat(two.apply(1, "x")).isSameAs(two.apply(1, "x")).isNotEqualTo(two.apply(1, "y"));
        assertThat(RUNS).hasValue(5);
    }

    @Test
    @DisplayName("3.4: null and Optional are kept like any value")
    void nullAndOptionalAreKept() {
        Function<Integer, String> nothing = memoizer.memoize(x -> ran(null));
        Function<Integer, Optional<String>> maybe = memoizer.memoize(x -> Optional.ofNullable(ran((String) null)));
        assertThat(nothing.apply(1)).isEqualTo(nothing.apply(1)).isNull();
        assertThat(maybe.apply(1)).isSameAs(maybe.apply(1));
        assertThat(nothing.apply(null)).isNull();
        assertThat(RUNS).hasValue(3);
    }

    @Test
    @DisplayName("3.3: what the function throws is the same object, and is not stored")
    void exceptionsAreNotStored() {
        Exception checked = new Exception("on purpose");
        Function<Integer, String> failing = memoizer.memoize(new Failing(checked));
        assertThatThrownBy(() -> failing.apply(1)).isSameAs(checked);
        assertThatThrownBy(() -> failing.apply(1)).isSameAs(checked);
        assertThat(RUNS).hasValue(2);
    }

    private static final class Failing implements Function<Integer, String> {

        @MemoIgnore
        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public String apply(Integer x) {
            RUNS.incrementAndGet();
            throw MemoizedFunctionTests.<RuntimeException>asItIs(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E asItIs(Exception thrown) throws E {
        throw (E) thrown;
    }

    @Test
    @DisplayName("3.4: of a future the value is stored, and each caller gets one of its own")
    void futuresAreStoredByTheirValue() {
        Function<Integer, CompletableFuture<Object>> later =
                memoizer.memoize((Integer x) -> ran(CompletableFuture.completedFuture(new Object())));
        CompletableFuture<Object> first = later.apply(1);
        CompletableFuture<Object> second = later.apply(1);
        assertThat(first).isNotSameAs(second);
        assertThat(first.join()).isSameAs(second.join());
        assertThat(RUNS).hasValue(1);
    }

    @Test
    @DisplayName("1.1c: a captured list that changed is a miss, and a hit when it is as it was")
    void capturedValuesAreReadAtEveryCall() {
        List<Integer> prices = new ArrayList<>(List.of(1, 2));
        String currency = "EUR";
        Function<Integer, String> total = memoizer.memoize((Integer x) -> ran(currency + prices + x));
        String first = total.apply(1);
        prices.add(3);
        assertThat(total.apply(1)).isEqualTo("EUR[1, 2, 3]1");
        prices.remove(2);
        assertThat(total.apply(1)).isSameAs(first);
        assertThat(RUNS).hasValue(2);
    }

    @Test
    @DisplayName("6.6: a captured this counts with the fields that the lambda reads, and no others")
    void capturedThisCountsByItsReadFields() {
        Shop shop = new Shop();
        Function<Integer, Object> priced = shop.prices(memoizer);
        Object first = priced.apply(1000);
        shop.unread++;
        assertThat(priced.apply(1000)).isSameAs(first);
        shop.rate = 3;
        assertThat(priced.apply(1000)).isEqualTo(List.of(3000));
        shop.rate = 2;
        assertThat(priced.apply(1000)).isSameAs(first).isEqualTo(List.of(2000));
    }

    private static final class Shop {

        private int rate = 2;
        private int unread = 1;

        Function<Integer, Object> prices(Memoizer memoizer) {
            return memoizer.memoize((Integer x) -> new ArrayList<>(List.of(x * rate())));
        }

        private int rate() {
            return rate;
        }
    }

    @Test
    @DisplayName("X01: a static that the lambda, a nested or a captured one reads is part of the key")
    void staticsAreReadAtEveryCall() {
        Function<Integer, Integer> captured = x -> x * factor;
        List<Function<Integer, Integer>> steps = List.of(x -> x, new Scaled());
        List<Function<Integer, Integer>> memoized = List.of(
                memoizer.memoize((Integer x) -> x * factor),
                memoizer.memoize((Integer x) ->
                        Stream.of(x).map(y -> y * factor).findFirst().get()),
                memoizer.memoize((Integer x) -> captured.apply(x)),
                memoizer.memoize(
                        (Integer x) -> steps.get(0).andThen(steps.get(1)).apply(x)),
                memoizer.memoize(MemoizedFunctionTests::scaled),
                memoizer.memoize(new Scaled()));
        for (int i = 0; i < memoized.size(); i++) {
            factor = 10;
            assertThat(memoized.get(i).apply(1)).as("%d", i).isEqualTo(10);
            factor = 20;
            assertThat(memoized.get(i).apply(1)).as("%d", i).isEqualTo(20);
        }
    }

    @Test
    @DisplayName("1.5: where several lambdas may be the one that was handed over, what each of them reads counts")
    void lambdasThatCannotBeToldApart() {
        Function<Integer, Integer> either =
                memoizer.memoize(rate > 0 ? (Integer x) -> x * factor : (Integer x) -> x + 1);
        assertThat(either.apply(1)).isEqualTo(10);
        factor = 20;
        assertThat(either.apply(1)).isEqualTo(20);
    }

    private static int scaled(int x) {
        return x * factor;
    }

    private static final class Scaled implements Function<Integer, Integer> {
        @Override
        public Integer apply(Integer x) {
            return scaled(x);
        }
    }

    @Test
    @DisplayName("references to static, bound and unbound methods and to constructors are memoized under their names")
    void methodReferences() {
        Function<Integer, Integer> toStatic = memoizer.memoize(MemoizedFunctionTests::scaled);
        Function<Integer, Integer> bound = memoizer.memoize(this::timesRate);
        BiFunction<MemoizedFunctionTests, Integer, Integer> unbound =
                memoizer.memoize(MemoizedFunctionTests::timesRate);
        Function<Integer, List<Object>> constructor =
                memoizer.memoize((Function<Integer, List<Object>>) ArrayList::new);
        Function<String, Integer> ofLibrary = memoizer.memoize(String::length);
        assertThat(toStatic.apply(1)).isEqualTo(10);
        assertThat(bound.apply(1)).isEqualTo(2);
        assertThat(unbound.apply(this, 1)).isEqualTo(2);
        assertThat(constructor.apply(3)).isSameAs(constructor.apply(3));
        assertThat(ofLibrary.apply("four")).isEqualTo(4);
        rate = 5;
        assertThat(bound.apply(1)).isEqualTo(5);
        assertThat(unbound.apply(this, 1)).isEqualTo(5);
        assertThat(memoizer.methods()).extracting(MemoizedMethod::name).contains("MemoizedFunctionTests.timesRate");
    }

    private int timesRate(int x) {
        return x * rate;
    }

    @Test
    @DisplayName("an object of a class is told from another by the fields that its code reads")
    void objectsOfClasses() {
        Function<Integer, Integer> byTwo = memoizer.memoize(new Times(2));
        Function<Integer, Integer> byThree = memoizer.memoize(new Times(3));
        Function<Integer, Integer> byTwoAgain = memoizer.memoize(new Times(2));
        assertThat(byTwo.apply(1)).isEqualTo(2);
        assertThat(byThree.apply(1)).isEqualTo(3);
        assertThat(byTwoAgain.apply(1)).isEqualTo(2);
        assertThat(RUNS).hasValue(2);
        int local = 7;
        Function<Integer, Integer> anonymous = memoizer.memoize(new Function<Integer, Integer>() {
            @Override
            public Integer apply(Integer x) {
                return x * local * rate;
            }
        });
        assertThat(anonymous.apply(1)).isEqualTo(14);
        rate = 3;
        assertThat(anonymous.apply(1)).isEqualTo(21);
        assertThat(memoizer.methods()).extracting(MemoizedMethod::name).contains("Times.apply");
    }

    private record Times(int by) implements Function<Integer, Integer> {
        @Override
        public Integer apply(Integer x) {
            return ran(x * by);
        }
    }

    private Function<Integer, BigInteger> fibonacci;

    private BigInteger fibonacci(int n) {
        RUNS.incrementAndGet();
        return n < 2 ? BigInteger.valueOf(n) : fibonacci.apply(n - 1).add(fibonacci.apply(n - 2));
    }

    @Test
    @DisplayName("3.2: a function that calls itself through its memoized self computes each value once")
    void recursionComputesEachValueOnce() {
        fibonacci = memoizer.memoize(this::fibonacci);
        assertThat(fibonacci.apply(90)).isEqualTo(new BigInteger("2880067194370816120"));
        assertThat(RUNS).hasValue(91);
    }

    static final class Powers {
        static final Function<Integer, Long> POWER =
                Memoizer.create().memoize((Integer n) -> ran(n == 0 ? 1L : 2 * Powers.POWER.apply(n - 1)));
    }

    @Test
    @DisplayName("3.2: so does one that is held by a static and was made while that was initialised")
    void recursionThroughAStatic() {
        assertThat(Powers.POWER.apply(40)).isEqualTo(1L << 40);
        assertThat(Powers.POWER.apply(40)).isEqualTo(1L << 40);
        assertThat(RUNS).hasValue(41);
    }

    @Test
    @DisplayName("a memoized function counts as the one behind it, a memoizer as nothing")
    void functionsMayDependOnMemoizedOnes() {
        Function<Integer, Integer> inner = memoizer.memoize((Integer x) -> x * factor);
        Function<Integer, Integer> outer = memoizer.memoize((Integer x) -> ran(inner.apply(x) + 1));
        Function<Integer, Integer> asking = memoizer.memoize(
                (Integer x) -> memoizer.memoize(this::timesRate).apply(x));
        assertThat(outer.apply(1)).isEqualTo(outer.apply(1)).isEqualTo(11);
        assertThat(RUNS).hasValue(1);
        factor = 20;
        assertThat(outer.apply(1)).isEqualTo(21);
        assertThat(asking.apply(1)).isEqualTo(2);
        rate = 4;
        assertThat(asking.apply(1)).isEqualTo(4);
    }

    @Test
    @DisplayName("C23: two equal lambdas have stores of their own; one lambda made twice shares by what it captured")
    void storesOfTheirOwn() {
        Function<Integer, Object> one = memoizer.memoize((Integer x) -> new Object());
        Function<Integer, Object> twin = memoizer.memoize((Integer x) -> new Object());
        assertThat(one.apply(1)).isNotSameAs(twin.apply(1)).isSameAs(one.apply(1));
        List<Function<Integer, Object>> made = new ArrayList<>();
        for (String captured : List.of("a", "b", "a")) {
            made.add(memoizer.memoize((Integer x) -> List.of(captured, new ArrayList<>())));
        }
        assertThat(made.get(0).apply(1))
                .isSameAs(made.get(2).apply(1))
                .isNotSameAs(made.get(1).apply(1));
        assertThat(memoizer.methods())
                .extracting(MemoizedMethod::name)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    @DisplayName("C23: a name belongs to one function, unless it is the same code with the same options")
    void namesAreUnique() {
        Supplier<Supplier<Object>> same = () -> memoizer.memoize(named("one"), () -> new Object());
        assertThat(same.get().get()).isSameAs(same.get().get());
        assertThatThrownBy(() -> memoizer.memoize(named("one"), () -> "another"))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("'one'")
                .hasMessageContaining("FunctionOptions.named");
        assertThat(memoizer.methods()).extracting(MemoizedMethod::name).containsExactly("one");
    }

    @Test
    @DisplayName("4.5: functions whose code cannot be found are refused")
    void functionsWithoutCodeAreRefused() {
        Function<Integer, Integer> identity = Function.identity();
        Function<Integer, Integer> composed = identity.andThen(x -> x);
        @SuppressWarnings("unchecked")
        Function<Integer, Integer> proxy = (Function<Integer, Integer>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Function.class}, (self, method, arguments) -> 1);
        for (Function<Integer, Integer> refused : List.of(identity, composed)) {
            assertThatThrownBy(() -> memoizer.memoize(refused))
                    .isInstanceOf(InvalidMemoizeException.class)
                    .hasMessageContaining("inside the JDK")
                    .hasMessageContaining("as a lambda");
        }
        assertThatThrownBy(() -> memoizer.memoize(proxy))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("is a proxy");
        assertThatThrownBy(() -> memoizer.memoize(memoizer.memoize((Integer x) -> x)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("memoized already");
    }

    @Test
    @DisplayName("3.4: results for one use are refused, by the type at once, by the first result where that is erased")
    void oneShotResultsAreRefused() {
        assertThatThrownBy(() -> memoizer.memoize(new Streaming()))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("Streaming.apply returns java.util.stream.Stream")
                .hasMessageContaining("a List");
        Function<Integer, Object> erased = memoizer.memoize(
                named("erased").allowingOutputMutation(), (Integer x) -> x > 0 ? Map.of() : Stream.of(x));
        assertThat(erased.apply(1)).isEqualTo(Map.of());
        assertThatThrownBy(() -> erased.apply(0))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("erased returns");
    }

    private static final class Streaming implements Function<Integer, Stream<Integer>> {
        @Override
        public Stream<Integer> apply(Integer x) {
            return Stream.of(x);
        }
    }

    @Test
    @DisplayName("2: a thread without a context class loader can make a memoizer and use it")
    void noContextClassLoader() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            Function<Integer, Object> kept = Memoizer.create().memoize((Integer x) -> new Object());
            assertThat(kept.apply(1)).isSameAs(kept.apply(1));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
