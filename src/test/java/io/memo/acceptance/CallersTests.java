package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import io.memo.TierFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Users, tenants and languages through HTTP and Spring Security's filters. No finding is left, or the application would not start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallersTests {

    private static final Path JARS = Path.of("target", "callers").toAbsolutePath();

    private static final String SECURITY = """
            package shop;
            import org.springframework.context.annotation.*;
            import org.springframework.security.config.Customizer;
            import org.springframework.security.config.annotation.web.builders.HttpSecurity;
            import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
            import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
            import org.springframework.security.core.userdetails.*;
            import org.springframework.security.provisioning.InMemoryUserDetailsManager;
            import org.springframework.security.web.SecurityFilterChain;
            @Configuration(proxyBeanMethods = false)
            @EnableWebSecurity
            public class Security {
                @Bean SecurityFilterChain chain(HttpSecurity http) throws Exception {
                    return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                            .httpBasic(Customizer.withDefaults())
                            .anonymous(AbstractHttpConfigurer::disable)
                            .csrf(AbstractHttpConfigurer::disable)
                            .build();
                }
                // Otherwise the first login would have its password encoded anew, slowly.
                @Bean org.springframework.security.crypto.password.PasswordEncoder encoder() {
                    return org.springframework.security.crypto.password.NoOpPasswordEncoder.getInstance();
                }
                @Bean UserDetailsService users() {
                    return new InMemoryUserDetailsManager(user("ann"), user("bob"));
                }
                private static UserDetails user(String name) {
                    return User.withUsername(name).password(name).roles("USER").build();
                }
            }
            """;

    private static final String TENANTS = """
            package shop;
            import io.memo.KeyDimension;
            import jakarta.servlet.*;
            import jakarta.servlet.http.HttpServletRequest;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Tenants {
                private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();
                public static String current() { return CURRENT.get(); }
                @Bean static KeyDimension tenant() { return KeyDimension.of("tenant", Tenants::current); }
                @Bean static Filter tenantFilter() {
                    return (request, response, chain) -> {
                        CURRENT.set(((HttpServletRequest) request).getHeader("X-Tenant"));
                        try { chain.doFilter(request, response); } finally { CURRENT.remove(); }
                    };
                }
            }
            """;

    private static final String DESK = """
            package shop;
            import io.memo.Memoize;
            import io.memo.acceptance.Runs;
            import org.springframework.context.i18n.LocaleContextHolder;
            import org.springframework.security.core.Authentication;
            import org.springframework.security.core.context.SecurityContextHolder;
            @org.springframework.stereotype.Service
            public class Desk {
                @Memoize(varyBy = "principal") public String user(int n) { Runs.ran("user"); return who() + n; }
                @Memoize(varyBy = "tenant") public String tenant(int n) { Runs.ran("tenant"); return Tenants.current() + n; }
                @Memoize(varyBy = "locale") public String locale(int n) {
                    Runs.ran("locale");
                    return LocaleContextHolder.getLocale().getLanguage() + n;
                }
                @Memoize(varyBy = {"tenant", "principal", "locale"}) public String all(int n) {
                    Runs.ran("all");
                    return who() + " " + Tenants.current() + " " + LocaleContextHolder.getLocale().getLanguage() + " " + n;
                }
                @Memoize(varyBy = "session", persist = true) public String visit(int n) { Runs.ran("visit"); return "visit " + n; }
                private static String who() {
                    Authentication user = SecurityContextHolder.getContext().getAuthentication();
                    return user == null ? "nobody" : user.getName();
                }
            }
            """;

    private static final String DOOR = """
            package shop;
            import jakarta.servlet.http.HttpServletRequest;
            import org.springframework.web.bind.annotation.*;
            @RestController
            public class Door {
                private final Desk desk;
                public Door(Desk desk) { this.desk = desk; }
                @GetMapping("/user/{n}") public String user(@PathVariable("n") int n) { return desk.user(n); }
                @GetMapping("/tenant/{n}") public String tenant(@PathVariable("n") int n) { return desk.tenant(n); }
                @GetMapping("/locale/{n}") public String locale(@PathVariable("n") int n) { return desk.locale(n); }
                @GetMapping("/all/{n}") public String all(@PathVariable("n") int n) { return desk.all(n); }
                @GetMapping("/visit/{n}") public String visit(@PathVariable("n") int n) { return desk.visit(n); }
                @GetMapping("/enter") public String enter(HttpServletRequest request) { return request.getSession().getId(); }
                @GetMapping("/rename") public String rename(HttpServletRequest request) { return request.changeSessionId(); }
                @GetMapping("/leave") public String leave(HttpServletRequest request) { request.getSession(false).invalidate(); return "left"; }
            }
            """;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private OutsideApplication shop;

    /** Who asks; null where nothing is said. */
    private record Caller(String user, String tenant, String language) {

        static List<Caller> all() {
            List<Caller> all = new ArrayList<>();
            for (String user : List.of("ann", "bob")) {
                for (String tenant : List.of("north", "south")) {
                    for (String language : List.of("de", "fr")) {
                        all.add(new Caller(user, tenant, language));
                    }
                }
            }
            return all;
        }

        String answer(int n) {
            return "%s %s %s %d".formatted(user, tenant, language, n);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        shop = OutsideApplication.in(folder.resolve("classes"))
                .with(Weaving.jar(JARS, "spring-security-config"), Weaving.jar(JARS, "spring-security-web"))
                .web()
                .property("memo.warnings", "fail")
                .property("memo.persist.directory", folder.resolve("results"))
                .start(SECURITY, TENANTS, DESK, DOOR);
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @BeforeEach
    void reset() {
        Runs.reset();
        shop.bean(Memoizer.class).clear();
    }

    private String get(String path, Caller caller, String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://localhost:%s%s".formatted(shop.property("local.server.port"), path)));
        if (caller.user() != null) {
            String pair = caller.user() + ":" + caller.user();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        if (caller.tenant() != null) {
            request.header("X-Tenant", caller.tenant());
        }
        if (caller.language() != null) {
            request.header("Accept-Language", caller.language());
        }
        if (session != null) {
            request.header("Cookie", "JSESSIONID=" + session);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String get(String path, Caller caller) {
        return get(path, caller, null);
    }

    @Test
    @DisplayName(
            "SPEC 11.1: two users, two tenants, two languages, each pair in both orders: each gets its own, and the second time hits")
    void eachGetsItsOwnInEveryOrder() {
        int n = 0;
        int runs = 0;
        for (Caller first : Caller.all()) {
            for (Caller second : Caller.all()) {
                n++;
                for (int time = 0; time < 2; time++) {
                    assertThat(get("/all/" + n, first)).isEqualTo(first.answer(n));
                    assertThat(get("/all/" + n, second)).isEqualTo(second.answer(n));
                }
                runs += first.equals(second) ? 1 : 2;
                assertThat(Runs.of("all")).isEqualTo(runs);
            }
        }
    }

    @Test
    @DisplayName("SPEC 11.1: each dimension by itself tells its callers apart, and no others")
    void eachDimensionTellsItsOwnCallersApart() {
        for (Caller caller : Caller.all()) {
            assertThat(get("/user/1", caller)).isEqualTo(caller.user() + 1);
            assertThat(get("/tenant/1", caller)).isEqualTo(caller.tenant() + 1);
            assertThat(get("/locale/1", caller)).isEqualTo(caller.language() + 1);
        }
        assertThat(Runs.of("user")).isEqualTo(2);
        assertThat(Runs.of("tenant")).isEqualTo(2);
        assertThat(Runs.of("locale")).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "SPEC 11.1: eight threads of eight callers at once: none gets what is another's, and each call runs once")
    void eightThreadsAreNotMixedUp() throws Exception {
        List<Caller> callers = Caller.all();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> mixedUp = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int offset = thread;
                mixedUp.add(threads.submit(() -> {
                    int wrong = 0;
                    for (int i = 0; i < 80; i++) {
                        Caller caller = callers.get((offset + i) % callers.size());
                        wrong += get("/all/" + i / 40, caller).equals(caller.answer(i / 40)) ? 0 : 1;
                    }
                    return wrong;
                }));
            }
            for (Future<Integer> each : mixedUp) {
                assertThat(each.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Runs.of("all")).isEqualTo(2 * callers.size());
    }

    @Test
    @DisplayName("SPEC 11.1: who is not logged in has no result of somebody else's, and leaves none: the method runs")
    void whoIsNotLoggedInRunsTheMethod() {
        Caller nobody = new Caller(null, "north", "de");
        Caller ann = new Caller("ann", "north", "de");
        assertThat(get("/user/1", ann)).isEqualTo("ann1");
        for (int time = 0; time < 2; time++) {
            assertThat(get("/user/1", nobody)).isEqualTo("nobody1");
        }
        assertThat(get("/user/1", ann)).isEqualTo("ann1");
        assertThat(Runs.of("user")).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "SPEC 11.1: the default of languages is one like others, and a tenant that is not there runs the method")
    void withoutHeaders() {
        Caller silent = new Caller("ann", null, null);
        for (int time = 0; time < 2; time++) {
            assertThat(get("/tenant/1", silent)).isEqualTo("null1");
            get("/locale/1", silent);
        }
        assertThat(Runs.of("tenant")).isEqualTo(2);
        assertThat(Runs.of("locale")).isOne();
    }

    @Test
    @DisplayName("SPEC 11.1: a session has its own results in memory, and none is made for the question")
    void sessionHasItsOwn() {
        Caller ann = new Caller("ann", "north", "de");
        String first = get("/enter", ann);
        String second = get("/enter", ann);
        for (int time = 0; time < 2; time++) {
            assertThat(get("/visit/1", ann, first)).isEqualTo("visit 1");
            assertThat(get("/visit/1", ann, second)).isEqualTo("visit 1");
        }
        assertThat(Runs.of("visit")).isEqualTo(2);
        for (int time = 0; time < 2; time++) {
            get("/visit/1", ann);
        }
        assertThat(Runs.of("visit")).isEqualTo(4);
        assertThat(shop.memoized("Desk.visit").tiers())
                .singleElement()
                .satisfies(tier ->
                        assertThat(tier.puts().get(TierFigures.Put.STORED)).isZero());
    }

    @Test
    @DisplayName("SPEC 11.1: a session that ends takes its results along, and leaves those of the others")
    void endOfSessionDropsEntries() {
        Caller ann = new Caller("ann", "north", "de");
        String first = get("/enter", ann);
        String second = get("/enter", ann);
        get("/visit/1", ann, first);
        get("/visit/2", ann, first);
        get("/visit/1", ann, second);
        assertThat(entries()).isEqualTo(3);
        assertThat(get("/leave", ann, first)).isEqualTo("left");
        assertThat(entries()).isOne();
        get("/visit/1", ann, second);
        assertThat(Runs.of("visit")).isEqualTo(3);
    }

    @Test
    @DisplayName("SPEC 11.1: a session that gets another id, as at a login, begins anew")
    void renamedSessionBeginsAnew() {
        Caller ann = new Caller("ann", "north", "de");
        String before = get("/enter", ann);
        get("/visit/1", ann, before);
        String after = get("/rename", ann, before);
        assertThat(after).isNotEqualTo(before);
        assertThat(entries()).isZero();
        get("/visit/1", ann, after);
        assertThat(Runs.of("visit")).isEqualTo(2);
        assertThat(entries()).isOne();
    }

    private long entries() {
        return shop.memoized("Desk.visit").figures().entries();
    }
}
