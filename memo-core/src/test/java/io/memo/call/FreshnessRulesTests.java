package io.memo.call;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.InvalidMemoizeException;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness.Refresh;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPEC 10: what a method may not say together is refused when it is added, with a remedy to paste. */
class FreshnessRulesTests {

    private static final String SUBJECT = "@Memoize on Rates.rate() (memo.methods.Rates.rate): ";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Refresh AUTO = new Refresh.Early();

    private static Freshness refresh(@Nullable Refresh refresh) {
        return new Freshness(false, refresh, null, null, null, 0);
    }

    private static Freshness refresh(Duration age) {
        return refresh(new Refresh.After(age));
    }

    private static void check(@Nullable Duration ttl, Freshness freshness) {
        FreshnessRules.check(spec(ttl, freshness, ReturnMode.SHARED, false), false);
    }

    private static MethodSpec spec(@Nullable Duration ttl, Freshness freshness, ReturnMode returns, boolean persist) {
        Method method;
        try {
            method = Rates.class.getMethod("rate");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        return new MethodSpec(
                "Rates.rate",
                method,
                Rates.class,
                List.of(),
                ttl,
                freshness,
                10,
                null,
                false,
                MutationPolicy.WARN,
                CheckMode.BUDGETED,
                returns,
                "",
                List.of(),
                List.of(),
                persist,
                false);
    }

    @Test
    @DisplayName("SPEC 10.1: a refresh that does not come before the end is refused")
    void refreshThatIsNotShorter() {
        for (Duration late : List.of(HOUR, HOUR.plusNanos(1), Duration.ofDays(1))) {
            assertThatThrownBy(() -> check(HOUR, refresh(late)))
                    .isInstanceOf(InvalidMemoizeException.class)
                    .hasMessage(SUBJECT + "refresh = " + late
                            + ", ttl = PT1H; a result is computed anew before its ttl is over, so refresh must be shorter."
                            + " Write memo.methods.Rates.rate.refresh=PT48M, or memo.methods.Rates.rate.refresh=auto; of a function"
                            + " refresh(Duration.parse(\"PT48M\")), or refreshAuto().");
        }
        assertThatCode(() -> check(HOUR, refresh(HOUR.minusNanos(1)))).doesNotThrowAnyException();
        assertThatCode(() -> check(HOUR, refresh(Duration.parse("PT48M")))).doesNotThrowAnyException();
        assertThatCode(() -> check(HOUR, refresh(AUTO))).doesNotThrowAnyException();
        assertThatCode(() -> check(null, refresh(HOUR))).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 10.1: an early refresh needs an end that it is before")
    void earlyRefreshWithoutTtl() {
        assertThatThrownBy(() -> check(null, refresh(AUTO)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(SUBJECT + "refresh = auto, and there is no ttl; it runs before the end of that. Write"
                        + " memo.methods.Rates.rate.ttl=10m beside it, of a function ttl(Duration.ofMinutes(10)); or say when:"
                        + " memo.methods.Rates.rate.refresh=8m");
        assertThatCode(() -> check(null, new Freshness(true, AUTO, null, null, null, 0)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(null, new Freshness(false, AUTO, null, MINUTE, null, 0)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 10.2: results without an end are never stale")
    void staleIfErrorWithoutTtl() {
        Freshness stale = new Freshness(false, null, HOUR, null, null, 0);
        assertThatThrownBy(() -> check(null, stale))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(SUBJECT + "staleIfError = PT1H, and there is no ttl; it begins at the end of that. Write"
                        + " memo.methods.Rates.rate.ttl=10m beside it, of a function ttl(Duration.ofMinutes(10)); or leave it out:"
                        + " memo.methods.Rates.rate.stale-if-error=");
        assertThatCode(() -> check(MINUTE, stale)).doesNotThrowAnyException();
        assertThatCode(() -> check(null, new Freshness(true, null, HOUR, null, null, 0)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(null, new Freshness(false, null, HOUR, MINUTE, null, 0)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 10.3: a share of no time is refused; that of an age to refresh at is not")
    void jitterWithoutTtl() {
        assertThatThrownBy(() -> check(null, new Freshness(false, null, null, null, null, 0.125)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(SUBJECT + "ttlJitter = 12.5%, and there is no ttl; it is a share of that. Write"
                        + " memo.methods.Rates.rate.ttl=10m beside it, of a function ttl(Duration.ofMinutes(10)); or leave it out:"
                        + " memo.methods.Rates.rate.ttl-jitter=");
        assertThatCode(() -> check(MINUTE, new Freshness(false, null, null, null, null, 0.1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(null, new Freshness(false, new Refresh.After(HOUR), null, null, null, 0.1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(null, new Freshness(true, null, null, null, null, 0.1)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 10.2, 10.3: an exception that is kept, and answered by an old result")
    void failureTtlBesideStaleIfError() {
        assertThatThrownBy(() -> check(HOUR, new Freshness(false, null, HOUR, null, MINUTE, 0)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(
                        SUBJECT
                                + "failureTtl = PT1M, staleIfError = PT1H; an exception is kept, or an old result answers for it, not"
                                + " both. Leave one of them out: memo.methods.Rates.rate.failure-ttl= or memo.methods.Rates.rate.stale-if-error=");
        assertThatCode(() -> check(null, new Freshness(false, null, null, null, MINUTE, 0)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("SPEC 10.4: only the stored object itself is released")
    void releaseOfWhatIsNotTheStoredObject() {
        assertThatThrownBy(() -> FreshnessRules.check(spec(null, Freshness.PLAIN, ReturnMode.SHARED, true), true))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(
                        SUBJECT
                                + "onRelease beside persist = true; what was released would be read back from a file. Write"
                                + " memo.methods.Rates.rate.persist=false, or leave onRelease out: memo.methods.Rates.rate.on-release=");
        for (ReturnMode mode : List.of(ReturnMode.COPY, ReturnMode.FROZEN)) {
            assertThatThrownBy(() -> FreshnessRules.check(spec(null, Freshness.PLAIN, mode, false), true))
                    .isInstanceOf(InvalidMemoizeException.class)
                    .hasMessage(SUBJECT + "onRelease beside returns = " + mode
                            + "; callers would have other objects than the one that is released. Write"
                            + " memo.methods.Rates.rate.returns=shared, of a function returns(ReturnMode.SHARED); or leave onRelease out:"
                            + " memo.methods.Rates.rate.on-release=");
            assertThatCode(() -> FreshnessRules.check(spec(null, Freshness.PLAIN, mode, true), false))
                    .doesNotThrowAnyException();
        }
        Freshness failing = new Freshness(false, null, null, null, MINUTE, 0);
        assertThatCode(() -> FreshnessRules.check(spec(null, failing, ReturnMode.SHARED, false), true))
                .doesNotThrowAnyException();
    }

    public static class Rates {

        public String rate() {
            return "1.1";
        }
    }
}
