package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spring Security takes the password out of the user's details after each login: who logs in by a hit must get in, too. */
@DisplayName("Issue 12, purpose: a memoized UserDetailsService")
class LoginTests {

    private static final String USERS = """
            package shop;
            import org.springframework.security.core.userdetails.*;
            @org.springframework.stereotype.Service
            public class Users implements UserDetailsService {
                @Override
                @io.memo.Memoize%s
                public UserDetails loadUserByUsername(String name) {
                    return User.withUsername(name).password("{noop}secret").roles("USER").build();
                }
            }
            """;

    private static final String DOOR = """
            package shop;
            import org.springframework.security.authentication.*;
            import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
            import org.springframework.security.core.userdetails.UserDetailsService;
            @org.springframework.stereotype.Service
            public class Door {
                private final UserDetailsService users;
                public Door(UserDetailsService users) { this.users = users; }
                public boolean enter(String name, String password) {
                    try {
                        return new ProviderManager(new DaoAuthenticationProvider(users))
                                .authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password)).isAuthenticated();
                    } catch (BadCredentialsException e) {
                        return false;
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whoHasLoggedInLogsInAgain() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(USERS.formatted(""), DOOR)) {
            assertThat(shop.<Boolean>call("shop.Door", "enter", "ada", "secret"))
                    .isTrue();
            assertThat(shop.<Boolean>call("shop.Door", "enter", "ada", "secret"))
                    .isTrue();
            assertThat(shop.<Boolean>call("shop.Door", "enter", "ada", "wrong")).isFalse();
            assertThat(shop.memoized("Users.loadUserByUsername").warnings())
                    .anySatisfy(warning -> assertThat(warning)
                            .startsWith("[erased-result] Users.loadUserByUsername returns credentials, which Spring"
                                    + " Security erases in place"));
        }
    }

    @Test
    @DisplayName("Issue 12, purpose: what is said by hand goes first")
    void thePolicyThatIsSaidStays() {
        String warn = USERS.formatted("(onMutation = io.memo.MutationPolicy.WARN)");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(warn, DOOR)) {
            assertThat(shop.<Boolean>call("shop.Door", "enter", "ada", "secret"))
                    .isTrue();
            assertThat(shop.<Boolean>call("shop.Door", "enter", "ada", "secret"))
                    .isFalse();
        }
    }
}
