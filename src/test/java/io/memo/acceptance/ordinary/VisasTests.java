package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.test.ClearMemo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

@LendingTest
@ClearMemo
@DisplayName("Issue 12.11: an Authentication as an argument")
class VisasTests {

    private static final GrantedAuthority READER = new SimpleGrantedAuthority("ROLE_READER");
    private static final GrantedAuthority CLERK = new SimpleGrantedAuthority("ROLE_CLERK");

    @Autowired
    private Visas visas;

    private static Authentication of(String name, GrantedAuthority... authorities) {
        return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of(authorities));
    }

    private static GrantedAuthority password(int second) {
        return FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(Instant.ofEpochSecond(second))
                .build();
    }

    @Test
    @DisplayName("Issue 12.11: the same user who has logged in again is a hit")
    void sameUserLaterOn() {
        assertThat(visas.visa(of("ada", READER, password(1)))).isEqualTo("ada 2");
        assertThatCall(() -> visas.visa(of("ada", READER, password(2)))).hits();
    }

    @Test
    @DisplayName("Issue 12.11: the order of a user's authorities does not count")
    void orderOfAuthorities() {
        visas.visa(of("ada", READER, CLERK));
        assertThatCall(() -> visas.visa(of("ada", CLERK, READER))).hits();
    }

    @Test
    @DisplayName("Issue 12.11: another user, or the same one with other authorities, is a miss")
    void anotherUser() {
        visas.visa(of("ada", READER));
        assertThatCall(() -> visas.visa(of("bob", READER))).misses().because("who");
        assertThatCall(() -> visas.visa(of("ada", CLERK))).misses().because("who");
    }
}
