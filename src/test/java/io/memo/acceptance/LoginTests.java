package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.MissCause;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.ReflectionTestUtils;

/** Spring Security takes the password out of the user's details after each login: who logs in by a hit must get in, too. */
@DisplayName("Issue 12, purpose: a memoized UserDetailsService")
@ExtendWith(OutputCaptureExtension.class)
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

    @Test
    @DisplayName("Issue 12, purpose: a login is no mutation alert, any other change of the user is one")
    void loginIsNoAlert(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(USERS.formatted(""), DOOR)) {
            for (int i = 0; i < 3; i++) {
                assertThat(shop.<Boolean>call("shop.Door", "enter", "ada", "secret"))
                        .isTrue();
            }
            MemoizedMethod users = shop.memoized("Users.loadUserByUsername");
            assertThat(output).doesNotContain("was changed after it was stored");
            assertThat(users.figures().mutations()).isZero();
            assertThat(users.misses().get(0).reason().cause()).isEqualTo(MissCause.MUTATED);

            Object user = OutsideApplication.invoke(shop.bean("shop.Users"), "loadUserByUsername", "bob");
            ReflectionTestUtils.setField(user, "username", "eve");
            OutsideApplication.invoke(shop.bean("shop.Users"), "loadUserByUsername", "bob");
            assertThat(output).contains("was changed after it was stored", "result.username");
            assertThat(users.figures().mutations()).isEqualTo(1);
        }
    }
}
