package io.memo.spring.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ThisProcessOnly;
import jakarta.servlet.http.HttpSession;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What memo says of the caller by itself. */
@DisplayName("SPEC 11.1")
class ReadyMadeDimensionsTests {

    @AfterEach
    void forgetTheCaller() {
        SecurityContextHolder.clearContext();
        LocaleContextHolder.resetLocaleContext();
        RequestContextHolder.resetRequestAttributes();
    }

    @Nested
    class Principals {

        private final PrincipalDimension dimension = new PrincipalDimension();

        private Object of(Authentication authentication) {
            SecurityContextHolder.getContext().setAuthentication(authentication);
            return dimension.value();
        }

        private static Authentication user(String name, Object credentials, String... authorities) {
            return new UsernamePasswordAuthenticationToken(
                    name, credentials, AuthorityUtils.createAuthorityList(authorities));
        }

        @Test
        void nobodyIsAbsent() {
            assertThat(dimension.value()).isNull();
        }

        @Test
        void whoIsNotAuthenticatedIsAbsent() {
            assertThat(of(UsernamePasswordAuthenticationToken.unauthenticated("ann", "secret")))
                    .isNull();
        }

        @Test
        void anonymousIsAValue() {
            assertThat(of(new AnonymousAuthenticationToken(
                            "key", "anyone", AuthorityUtils.createAuthorityList("NONE"))))
                    .isNotNull();
        }

        @Test
        void withoutNameIsAbsent() {
            assertThat(of(user("", "secret", "USER"))).isNull();
        }

        @Test
        void credentialsDoNotCountAndOrderOfAuthoritiesNeither() {
            assertThat(of(user("ann", "old token", "USER", "ADMIN")))
                    .isEqualTo(of(user("ann", "new token", "ADMIN", "USER")));
        }

        @Test
        void nameAuthoritiesAndKindOfLoginCount() {
            Object ann = of(user("ann", "", "USER"));
            assertThat(of(user("bob", "", "USER"))).isNotEqualTo(ann);
            assertThat(of(user("ann", "", "ADMIN"))).isNotEqualTo(ann);
            assertThat(of(new TestingAuthenticationToken("ann", "", "USER"))).isNotEqualTo(ann);
        }
    }

    @Nested
    class Locales {

        @Test
        void whatIsSetForTheThreadCounts() {
            LocaleContextHolder.setLocale(Locale.CANADA_FRENCH);
            LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("America/Toronto"));
            assertThat(new LocaleDimension().value()).isEqualTo(Locale.CANADA_FRENCH);
            assertThat(new ZoneDimension().value()).isEqualTo(ZoneId.of("America/Toronto"));
        }

        @Test
        void otherwiseItIsTheDefault() {
            assertThat(new LocaleDimension().value()).isEqualTo(Locale.getDefault());
            assertThat(new ZoneDimension().value()).isEqualTo(ZoneId.systemDefault());
        }
    }

    @Nested
    class Sessions {

        private final SessionDimension dimension = new SessionDimension();
        private final MockHttpServletRequest request = new MockHttpServletRequest();

        @Test
        void withoutRequestThereIsNone() {
            assertThat(dimension.value()).isNull();
            assertThat(dimension.isUsed()).isFalse();
        }

        @Test
        void sessionIsNotCreatedForTheQuestion() {
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            assertThat(dimension.value()).isNull();
            assertThat(request.getSession(false)).isNull();
        }

        @Test
        void idCountsInThisProcessOnly() {
            HttpSession session = request.getSession();
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            assertThat(dimension.value()).isEqualTo(new ThisProcessOnly(session.getId()));
            assertThat(dimension.isUsed()).isTrue();
        }
    }

    @Nested
    class Names {

        @Test
        void namesAreThoseOfTheGuide() {
            assertThat(List.of(
                            new PrincipalDimension().name(),
                            new LocaleDimension().name(),
                            new ZoneDimension().name(),
                            new SessionDimension().name()))
                    .containsExactly("principal", "locale", "zone", "session");
        }
    }
}
