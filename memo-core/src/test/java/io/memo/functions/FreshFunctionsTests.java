package io.memo.functions;

import static io.memo.FunctionOptions.defaults;
import static io.memo.FunctionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.FunctionOptions;
import io.memo.Hashers;
import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.Memoizer;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness;
import io.memo.call.Freshness.Refresh;
import io.memo.call.MethodSpec;
import io.memo.engine.MethodMemoizer;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SPEC 10 of functions without Spring: what their options say of how long results are good. */
class FreshFunctionsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Function<@Nullable Object, @Nullable Duration> BY_LENGTH =
            result -> Duration.ofMillis(String.valueOf(result).length());
    private static final Consumer<@Nullable Object> NOTHING = result -> {};

    private static MethodSpec spec(Memoizer memoizer, FunctionOptions options) {
        memoizer.memoize(options, (Integer x) -> "r" + x);
        return ((MethodMemoizer) memoizer.methods().get(0)).spec();
    }

    private static MethodSpec spec(FunctionOptions options) {
        return spec(Memoizer.create(), options);
    }

    /** One of each setter. */
    private static Stream<UnaryOperator<FunctionOptions>> setters() {
        return Stream.of(
                options -> options.ttl(HOUR),
                options -> options.refresh(MINUTE),
                options -> options.staleIfError(HOUR),
                options -> options.emptyTtl(MINUTE),
                options -> options.failureTtl(MINUTE),
                options -> options.ttlJitter(0.1),
                options -> options.onRelease(NOTHING),
                options -> options.maxEntries(5),
                options -> options.maxBytes(1024),
                FunctionOptions::allowingOutputMutation,
                options -> options.onMutation(MutationPolicy.FAIL),
                options -> options.mutationCheck(CheckMode.ALWAYS),
                options -> options.returns(ReturnMode.COPY),
                options -> options.version("2"),
                options -> options.hashers(Hashers.identity(Thread.class)),
                options -> options.varyBy(KeyDimension.of("one", () -> 1)));
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.4: a function that says nothing has no times, and nothing is asked of its results")
    void functionThatSaysNothingHasNoTimes() {
        assertThat(spec(defaults()).freshness()).isEqualTo(Freshness.PLAIN);
        assertThat(spec(defaults()).ttl()).isNull();
        assertThat(defaults().version("")).isEqualTo(defaults());
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.4: the times of a function are those of its options")
    void timesAreThoseOfTheOptions() {
        assertThat(spec(defaults()
                                .refresh(MINUTE)
                                .emptyTtl(MINUTE)
                                .failureTtl(HOUR)
                                .ttlJitter(0.25))
                        .freshness())
                .isEqualTo(new Freshness(false, new Refresh.After(MINUTE), null, MINUTE, HOUR, 0.25));
        assertThat(spec(defaults().ttl(HOUR).refreshAuto().staleIfError(MINUTE)).freshness())
                .isEqualTo(new Freshness(false, new Refresh.Early(), MINUTE, null, null, 0));
        assertThat(spec(defaults().ttl(HOUR).refreshAuto().refresh(MINUTE))
                        .freshness()
                        .refresh())
                .isEqualTo(new Refresh.After(MINUTE));
        assertThat(spec(defaults().ttl(HOUR).refresh(MINUTE).refreshAuto())
                        .freshness()
                        .refresh())
                .isEqualTo(new Refresh.Early());
    }

    @Test
    @DisplayName("SPEC 10.3: where each result says its time there is none for all, not that of the memoizer either")
    void ownTimesStandInsteadOfTheCommonOne() {
        MethodSpec own = spec(Memoizer.builder().ttl(HOUR).build(), defaults().ttlOf(BY_LENGTH));
        assertThat(own.ttl()).isNull();
        assertThat(own.freshness().ttlByResult()).isTrue();
        assertThat(spec(Memoizer.builder().ttl(HOUR).build(), defaults().emptyTtl(MINUTE))
                        .ttl())
                .isEqualTo(HOUR);
        assertThatThrownBy(() -> defaults().ttl(HOUR).ttlOf(BY_LENGTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ttl is PT1H, and ttlOf is given; either holds for all results. Leave one of them out.");
        assertThatThrownBy(() -> defaults().ttlOf(BY_LENGTH).ttl(HOUR)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("SPEC 10.4: results that are released are shared, whatever holds for the others")
    void releasedResultsAreShared() {
        Memoizer copying = Memoizer.builder().returns(ReturnMode.COPY).build();
        assertThat(spec(copying, named("a").onRelease(NOTHING)).returns()).isEqualTo(ReturnMode.SHARED);
        Memoizer others = Memoizer.builder().returns(ReturnMode.COPY).build();
        assertThat(spec(others, named("a")).returns()).isEqualTo(ReturnMode.COPY);
    }

    @Test
    @DisplayName(
            "SPEC 10.1 to 10.4: what contradicts itself is refused when the function is memoized, the memoizer's ttl included")
    void contradictionsAreRefused() {
        assertThatThrownBy(() -> spec(
                        Memoizer.builder().ttl(MINUTE).build(), named("rate").refresh(HOUR)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("The memoized function 'rate': refresh = PT1H, ttl = PT1M")
                .hasMessageContaining("of a function refresh(Duration.parse(\"PT48S\"))");
        assertThatThrownBy(() -> spec(defaults().refreshAuto()))
                .hasMessageContaining("refresh = auto, and there is no ttl");
        assertThatThrownBy(() -> spec(defaults().staleIfError(HOUR)))
                .hasMessageContaining("staleIfError = PT1H, and there is no ttl");
        assertThatThrownBy(() -> spec(defaults().ttlJitter(0.1)))
                .hasMessageContaining("ttlJitter = 10%, and there is no");
        assertThatThrownBy(() -> spec(defaults().ttl(HOUR).staleIfError(HOUR).failureTtl(MINUTE)))
                .hasMessageContaining("failureTtl = PT1M, staleIfError = PT1H");
        assertThatThrownBy(() -> spec(defaults().onRelease(NOTHING).returns(ReturnMode.COPY)))
                .hasMessageContaining("onRelease beside returns = COPY");
        Memoizer memoizer = Memoizer.create();
        assertThatThrownBy(() -> spec(memoizer, named("rate").ttlJitter(0.1)));
        assertThat(spec(memoizer, named("rate").ttlJitter(0.1).ttl(HOUR)).ttl()).isEqualTo(HOUR);
    }

    @Test
    @DisplayName("E14: times that are none are refused where they are written")
    void badTimesAreRefusedWhereTheyAreWritten() {
        assertThatThrownBy(() -> defaults().refresh(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refresh is PT0S; it must be positive. Leave it out for none.");
        assertThatThrownBy(() -> defaults().staleIfError(HOUR.negated())).hasMessageContaining("staleIfError is PT-1H");
        assertThatThrownBy(() -> defaults().emptyTtl(Duration.ZERO)).hasMessageContaining("emptyTtl is PT0S");
        assertThatThrownBy(() -> defaults().failureTtl(Duration.ZERO)).hasMessageContaining("failureTtl is PT0S");
        for (double share : new double[] {-0.1, 1, Double.NaN}) {
            assertThatThrownBy(() -> defaults().ttlJitter(share))
                    .hasMessage(
                            "ttlJitter is " + share + "; it must be at least 0 and less than 1, such as 0.1 for 10 %");
        }
        assertThatThrownBy(() -> new FunctionOptions.Freshness(null, HOUR, true, null, null, null, 0, null))
                .hasMessageContaining("refresh is PT1H, and auto");
    }

    @ParameterizedTest
    @MethodSource("setters")
    @DisplayName("2: each method that sets something keeps all the rest")
    void eachSetterKeepsTheRest(UnaryOperator<FunctionOptions> setter) {
        FunctionOptions all = named("all");
        List<UnaryOperator<FunctionOptions>> setters = new ArrayList<>(setters().toList());
        for (UnaryOperator<FunctionOptions> each : setters) {
            all = each.apply(all);
        }
        FunctionOptions other = setter.apply(named("all"));
        FunctionOptions again = setter.apply(all);
        List<String> own = differing(named("all"), other);
        assertThat(own).hasSize(1);
        assertThat(differing(all, again)).isSubsetOf(own);
    }

    private static List<String> differing(FunctionOptions one, FunctionOptions other) {
        return Stream.concat(
                        differing(FunctionOptions.class, one, other),
                        differing(FunctionOptions.Freshness.class, one.freshness(), other.freshness()))
                .filter(component -> !component.equals("freshness"))
                .toList();
    }

    private static Stream<String> differing(Class<?> type, Object one, Object other) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !value(component, one).equals(value(component, other)))
                .map(RecordComponent::getName);
    }

    private static List<@Nullable Object> value(RecordComponent component, Object of) {
        try {
            return Arrays.asList(component.getAccessor().invoke(of));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("2: equal options are one memoized function, with other times it is another")
    void equalOptionsAreOneFunction() {
        Memoizer memoizer = Memoizer.create();
        Function<Integer, Object> function = x -> new Object();
        for (int i = 0; i < 3; i++) {
            memoizer.memoize(defaults().ttlOf(BY_LENGTH).onRelease(NOTHING).emptyTtl(MINUTE), function);
        }
        assertThat(memoizer.methods()).hasSize(1);
        memoizer.memoize(defaults().ttlOf(BY_LENGTH).onRelease(NOTHING).emptyTtl(HOUR), function);
        assertThat(memoizer.methods()).hasSize(2);
    }
}
