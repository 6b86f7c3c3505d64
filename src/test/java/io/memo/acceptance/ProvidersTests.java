package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContextHolder;

/** Users whom others know: a number at one provider is somebody else's at another, and tokens are renewed. */
class ProvidersTests {

    private static final Path JARS = Path.of("target", "callers").toAbsolutePath();

    private static final String DESK = """
            package shop;
            import java.time.Instant;
            import java.util.*;
            import org.springframework.security.core.*;
            import org.springframework.security.core.authority.AuthorityUtils;
            import org.springframework.security.core.context.SecurityContextHolder;
            import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
            import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
            import org.springframework.security.oauth2.jwt.Jwt;
            import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
            @org.springframework.stereotype.Service
            public class Desk {
                private static final List<GrantedAuthority> USER = AuthorityUtils.createAuthorityList("USER");
                @io.memo.Memoize(varyBy = "principal")
                public String desk(int n) {
                    io.memo.acceptance.Runs.ran("desk");
                    return "desk " + n;
                }
                public void login(String registration, String subject) {
                    become(new OAuth2AuthenticationToken(new DefaultOAuth2User(USER, Map.of("sub", subject), "sub"), USER, registration));
                }
                public void token(String issuer, String subject, String text) {
                    Jwt token = Jwt.withTokenValue(text).header("alg", "none").issuer(issuer).subject(subject).expiresAt(Instant.now()).build();
                    become(new JwtAuthenticationToken(token, USER));
                }
                private static void become(Authentication user) { SecurityContextHolder.getContext().setAuthentication(user); }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Runs.reset();
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    private OutsideApplication start() {
        return OutsideApplication.in(folder)
                .with(Stream.of("core", "client", "jose", "resource-server")
                        .map(name -> Weaving.jar(JARS, "spring-security-oauth2-" + name))
                        .toArray(Path[]::new))
                .start(DESK);
    }

    @Test
    @DisplayName("SPEC 11.1: one number at two providers is two users")
    void registrationCounts() {
        try (OutsideApplication shop = start()) {
            for (int time = 0; time < 2; time++) {
                for (String registration : new String[] {"google", "github"}) {
                    shop.call("shop.Desk", "login", registration, "7");
                    shop.call("shop.Desk", "desk", 1);
                }
            }
            assertThat(Runs.of("desk")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("SPEC 11.1: so it is by two issuers of tokens, and a renewed token is of the same user")
    void issuerCountsAndTokenDoesNot() {
        try (OutsideApplication shop = start()) {
            for (String text : new String[] {"old", "new"}) {
                for (String issuer : new String[] {"https://one.example", "https://two.example"}) {
                    shop.call("shop.Desk", "token", issuer, "7", text);
                    shop.call("shop.Desk", "desk", 1);
                }
            }
            assertThat(Runs.of("desk")).isEqualTo(2);
        }
    }
}
