package io.memo.spring.spec.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import io.memo.spring.spec.condition.Expressions.Written;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.expression.EvaluationException;
import org.springframework.util.ReflectionUtils;

/** SPEC 10.3, 10.4: what is asked of a result in SpEL: how long it is good, and what to do when it is let go. */
@ExtendWith(OutputCaptureExtension.class)
class ResultExpressionsTests {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(90);
    private static final Method METHOD =
            Objects.requireNonNull(ReflectionUtils.findMethod(Tokens.class, "token", String.class));

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    private @Nullable CallConditions parsed(Written ttl, Written onRelease) {
        MethodSpec spec = new MethodSpec(
                "Tokens.token",
                METHOD,
                Tokens.class,
                List.of(new MethodSpec.Parameter("user", false)),
                null,
                10,
                false,
                MutationPolicy.WARN,
                "",
                List.of());
        return new ConditionParser(beans)
                .conditions(
                        new Expressions(Written.NONE, Written.NONE, Written.NONE, ttl, onRelease),
                        spec,
                        InvalidMemoizeException::new);
    }

    private CallConditions ttl(String expression) {
        return Objects.requireNonNull(parsed(new Written("ttl", expression), Written.NONE));
    }

    private CallConditions onRelease(String expression) {
        return Objects.requireNonNull(parsed(Written.NONE, new Written("onRelease", expression)));
    }

    private @Nullable Duration good(CallConditions conditions, @Nullable Object result) {
        return conditions.ttl(new Tokens(), new Object[] {"user"}, result, NOW);
    }

    static Stream<Arguments> times() {
        Duration expected = Duration.ofSeconds(90);
        return Stream.of(
                Arguments.of(expected, expected),
                Arguments.of(LATER, expected),
                Arguments.of(LATER.atOffset(ZoneOffset.ofHours(5)), expected),
                Arguments.of(LATER.atZone(ZoneOffset.UTC), expected),
                Arguments.of(Date.from(LATER), expected),
                Arguments.of(new java.sql.Date(LATER.toEpochMilli()), expected),
                Arguments.of(java.sql.Timestamp.from(LATER), expected),
                Arguments.of(calendar(), expected),
                Arguments.of("90s", expected),
                Arguments.of(" PT1M30S ", expected),
                Arguments.of(new StringBuilder("90000"), expected),
                Arguments.of(90_000, expected),
                Arguments.of(90_000L, expected),
                Arguments.of(90_000.9, expected),
                Arguments.of(new BigDecimal("90000.5"), expected),
                Arguments.of(BigInteger.TEN.pow(30), Duration.ofMillis(Long.MAX_VALUE)),
                Arguments.of(Double.POSITIVE_INFINITY, Duration.ofMillis(Long.MAX_VALUE)),
                Arguments.of(Optional.of(LATER), expected),
                Arguments.of(NOW.minusSeconds(1), Duration.ofSeconds(-1)),
                Arguments.of(0, Duration.ZERO));
    }

    private static GregorianCalendar calendar() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(LATER.toEpochMilli());
        return calendar;
    }

    @ParameterizedTest
    @MethodSource("times")
    @DisplayName("SPEC 10.3: a result says its time by a duration, by a moment, by text or by milliseconds")
    void resultSaysItsTime(Object given, Duration expected, CapturedOutput output) {
        assertThat(good(ttl("#result.given"), new Token(given))).isEqualTo(expected);
        assertThat(good(ttl("#result"), given)).isEqualTo(expected);
        assertThat(good(ttl("#result.given"), Optional.of(new Token(given)))).isEqualTo(expected);
        assertThat(output).doesNotContain("of Tokens.token");
    }

    @Test
    @DisplayName("SPEC 10.3: the expression sees the call as unless does, without how long it took")
    void expressionSeesTheCall() {
        assertThat(good(ttl("#user.length() + #a0.length() + #p0.length() + #root.args.length"), null))
                .isEqualTo(Duration.ofMillis(13));
        assertThatThrownBy(() -> ttl("#took"))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageStartingWith(
                        "ttl = \"#took\" names #took, but there are #a0, #p0, #result, #root, #this, #user.");
    }

    @Test
    @DisplayName("SPEC 10.3: null is no time, and nothing to talk about")
    void nullIsNoTime(CapturedOutput output) {
        assertThat(good(ttl("#result"), null)).isNull();
        assertThat(good(ttl("#result?.given"), new Token(null))).isNull();
        assertThat(good(ttl("#result"), Optional.empty())).isNull();
        assertThat(output).doesNotContain("of Tokens.token");
    }

    @ParameterizedTest
    @MethodSource("noTimes")
    @DisplayName("SPEC 10.3: what is no time is not stored, which is said once, without the value")
    void whatIsNoTimeIsToldOnce(Object given, CapturedOutput output) {
        CallConditions conditions = ttl("#result.given");
        assertThat(good(conditions, new Token(given))).isNull();
        assertThat(output)
                .containsOnlyOnce("ttl = \"#result.given\" of Tokens.token gives a "
                        + given.getClass().getTypeName() + " that is no time. Such results are not stored.");
        assertThat(good(conditions, new Token(given))).isNull();
        assertThat(output)
                .containsOnlyOnce("of Tokens.token")
                .doesNotContain("eventually")
                .doesNotContain("2026-11-30T12:34");
    }

    static Stream<Object> noTimes() {
        return Stream.of(
                "eventually",
                LocalDateTime.parse("2026-11-30T12:34:00"),
                Double.NaN,
                List.of(LATER),
                "999999999999999d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#result.expiresAt", "#result.given.expiresAt"})
    @DisplayName("SPEC 10.3: what cannot be evaluated is no time either, and no exception at the caller")
    void whatCannotBeEvaluatedIsToldOnce(String expression, CapturedOutput output) {
        CallConditions conditions = ttl(expression);
        assertThat(good(conditions, new Token(null))).isNull();
        assertThat(good(conditions, new Token(null))).isNull();
        assertThat(output).containsOnlyOnce("ttl = \"%s\" of Tokens.token cannot be evaluated (".formatted(expression));
    }

    @Test
    @DisplayName("SPEC 10.3: what the application's own code throws reaches the caller, as of the other expressions")
    void exceptionOfTheApplicationReachesTheCaller() {
        CallConditions conditions = ttl("#result.fail()");
        assertThatThrownBy(() -> good(conditions, new Token(null))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @DisplayName("SPEC 10.3, 10.4: an expression that makes no sense is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "ttl | #result. | is no SpEL expression | \"#result.expiresAt\"",
                "ttl | 10m # an hour | is no SpEL expression | or a duration such as 10m",
                "ttl | #reslut.age | names #reslut, but there are #a0, #p0, #result, #root, #this, #user | Use one of these",
                "ttl | result.age + '#' | names result, which is no property of the call | Write #result.",
                "ttl | @clock.of(#result) | names the bean clock, which does not exist | Use the name of a bean.",
                "onRelease | #result.close( | is no SpEL expression | \"#result.close()\"",
                "onRelease | #user.close() | names #user, but there are #result, #this | Use one of these",
                "onRelease | #root.target.close() | names #root, but there are #result, #this | Use one of these",
                "onRelease | #took.close() | names #took, but there are | Use one of these",
                "onRelease | result.close() | names result, which is no variable | Write #result.",
                "onRelease | target.close(#result) | names target, which is no variable | there are #result, #this",
                "onRelease | close(#result) | calls close on nothing | #result.close(…), @bean.close(#result)",
                "onRelease | hashCode() | calls hashCode on nothing | #result.hashCode(…)",
                "onRelease | @pool.giveBack(#result) | names the bean pool, which does not exist | Use the name of a bean.",
            })
    void expressionThatMakesNoSenseIsRefused(String attribute, String expression, String problem, String remedy) {
        assertThatThrownBy(() -> {
                    if (attribute.equals("ttl")) {
                        ttl(expression);
                    } else {
                        onRelease(expression);
                    }
                })
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("%s = \"%s\" %s", attribute, expression, problem)
                .hasMessageContaining(remedy);
    }

    @Test
    @DisplayName("SPEC 10.4: a result is released by itself, or by a bean, of an Optional what is in it")
    void resultIsReleased() {
        Token token = new Token(null);
        CallConditions conditions = onRelease("#result.close()");
        assertThat(conditions.releases()).isTrue();
        conditions.release(token);
        conditions.release(Optional.of(token));
        assertThat(token.closed).isEqualTo(2);
        List<Object> given = new ArrayList<>();
        Consumer<Object> pool = given::add;
        beans.registerSingleton("pool", pool);
        onRelease("@pool.accept(#result)").release(token);
        assertThat(given).containsExactly(token);
        Token another = new Token(null);
        onRelease("#result.?[closed == 0].![close()]").release(List.of(token, another));
        assertThat(another.closed).isOne();
    }

    @Test
    @DisplayName("SPEC 10.4: what a release throws is for the engine to count, that of SpEL itself, too")
    void exceptionOfAReleaseIsThrown() {
        CallConditions failing = onRelease("#result.fail()");
        assertThatThrownBy(() -> failing.release(new Token(null))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> failing.release(null)).isInstanceOf(EvaluationException.class);
    }

    @Test
    @DisplayName("SPEC 10.4: who says nothing of a release releases nothing")
    void nothingIsReleased() {
        assertThat(parsed(Written.NONE, new Written("onRelease", " "))).isNull();
        CallConditions conditions = ttl("#result");
        assertThat(conditions.releases()).isFalse();
        conditions.release("nothing happens");
    }

    static class Tokens {

        public Object token(String user) {
            return user;
        }
    }

    public static class Token {

        private final @Nullable Object given;
        private int closed;

        Token(@Nullable Object given) {
            this.given = given;
        }

        public @Nullable Object getGiven() {
            return given;
        }

        public int getClosed() {
            return closed;
        }

        public int close() {
            return ++closed;
        }

        public void fail() {
            throw new IllegalStateException("of the application");
        }
    }
}
