package io.memo.spring.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CheckMode;
import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.BeanUtils;

/** 10.1: a run behind the caller has no more than what is taken along. */
class RefreshContextTests {

    private static final Finding LOGIN =
            reads("calls org.springframework.security.core.context.SecurityContextHolder.getContext()");
    private static final Finding LANGUAGE =
            reads("calls org.springframework.context.i18n.LocaleContextHolder.getLocale()");

    private static Finding reads(String what) {
        return new Finding(FindingKind.USER_CONTEXT, "app.Orders", "app.Orders.mine(Orders.java:7)", 7, what);
    }

    private static MethodSpec spec(Freshness freshness, KeyDimension... varyBy) throws NoSuchMethodException {
        return new MethodSpec(
                "Orders.mine",
                RefreshContextTests.class.getDeclaredMethod("refusedWithoutContext"),
                RefreshContextTests.class,
                List.of(),
                Duration.ofMinutes(10),
                freshness,
                10,
                null,
                false,
                MutationPolicy.WARN,
                CheckMode.BUDGETED,
                ReturnMode.SHARED,
                "",
                List.of(),
                List.of(varyBy),
                false,
                false);
    }

    private static MethodSpec refreshed() throws NoSuchMethodException {
        return spec(new Freshness(false, new Freshness.Refresh.Early(), null, null, null, 0));
    }

    @Test
    @DisplayName("10.1: who asks for the user cannot be computed anew where the user is not taken along")
    void refusedWithoutContext() throws NoSuchMethodException {
        MethodSpec spec = refreshed();
        assertThatThrownBy(() -> RefreshContext.requireNone(spec, List.of(LANGUAGE, LOGIN)))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("refresh")
                .hasMessageContaining("app.Orders.mine(Orders.java:7) calls org.springframework.security")
                .hasMessageContaining("io.micrometer:context-propagation");
    }

    @Test
    @DisplayName("10.1: the language is always taken along, and who is not computed anew needs nothing")
    void takenAlongWithoutIt() throws NoSuchMethodException {
        MethodSpec refreshed = refreshed();
        MethodSpec plain = spec(Freshness.PLAIN);
        assertThatCode(() -> RefreshContext.requireNone(refreshed, List.of(LANGUAGE)))
                .doesNotThrowAnyException();
        assertThatCode(() -> RefreshContext.requireNone(plain, List.of(LOGIN))).doesNotThrowAnyException();
        assertThatCode(() -> RefreshContext.require(refreshed, List.of(LOGIN))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Principal, true", "Locale, false"})
    @DisplayName("10.1, 11.1: who varies by the user cannot be computed anew either where the user is not taken along")
    void ofTheUser(String dimension, boolean refused) throws ReflectiveOperationException {
        KeyDimension readyMade = (KeyDimension)
                BeanUtils.instantiateClass(Class.forName("io.memo.spring.dimension." + dimension + "Dimension"));
        MethodSpec spec = spec(new Freshness(false, new Freshness.Refresh.Early(), null, null, null, 0), readyMade);
        if (refused) {
            assertThatThrownBy(() -> RefreshContext.requireNone(spec, List.of()))
                    .isInstanceOf(InvalidMemoizeException.class)
                    .hasMessageContaining("varies by 'principal'")
                    .hasMessageContaining("io.micrometer:context-propagation");
        } else {
            assertThatCode(() -> RefreshContext.requireNone(spec, List.of())).doesNotThrowAnyException();
        }
    }
}
