package io.memo.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import io.memo.KeyDimension;
import io.memo.Memoize;
import io.memo.Memoizer;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.MemoConsoleAutoConfiguration;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.devtools.settings.DevToolsSettings;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Issue 6: the console over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleTests {

    private static final String ENABLED = "memo.console.enabled=true";
    private static final String WRITABLE = "memo.console.read-only=false";
    private static final String ENTRIES = "/memo/api/entries";

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private ConfigurableApplicationContext context;

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        MemoAutoConfiguration.class,
        MemoConsoleAutoConfiguration.class
    })
    static class Shop {

        @Bean
        Quotes quotes() {
            return new Quotes();
        }

        @Bean
        KeyDimension tenant() {
            return KeyDimension.of("tenant", () -> "canary-tenant");
        }
    }

    @ImportAutoConfiguration({
        SecurityAutoConfiguration.class,
        UserDetailsServiceAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Guarded extends Shop {}

    static class Quotes {

        private String rate = "r";

        @Memoize(varyBy = "tenant")
        public List<String> price(String product) {
            return new ArrayList<>(List.of(product, rate));
        }
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    @DisplayName("off by default")
    void offByDefault() {
        start(Shop.class);
        assertThat(get("/memo/").statusCode()).isEqualTo(404);
        assertThat(get("/memo/api/methods").statusCode()).isEqualTo(404);
        assertThat(context.getBeanNamesForType(MutationLog.class)).isEmpty();
    }

    @Test
    @DisplayName("on with DevTools, which gives its own defaults to properties")
    void onWithDevTools() {
        Map<String, Object> defaults = DevToolsSettings.get().getPropertyDefaults();
        assertThat(defaults).containsEntry("memo.console.enabled", "true");

        start(
                Shop.class,
                defaults.entrySet().stream()
                        .filter(each -> each.getKey().startsWith("memo."))
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
        assertThat(get("/memo/").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("on by property: the page and its parts, said where at start-up, protected by headers")
    void onByProperty(CapturedOutput output) {
        start(Shop.class, ENABLED);
        assertThat(output).contains("The console of memo is at '/memo'");
        for (String part : List.of("", "console.js", "console.css", "chart.js", "graph.js", "layout.js", "format.js")) {
            HttpResponse<String> response = get("/memo/" + part);
            assertThat(response.statusCode()).as(part).isEqualTo(200);
            assertThat(response.headers().map())
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("x-content-type-options", List.of("nosniff"));
            assertThat(response.headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe", "http", "*"));
        }
        assertThat(get("/memo/").body()).doesNotContain("http://", "https://", "<style", "style=", "onclick");
        assertThat(get("/memo/icon.svg").headers().firstValue("content-type")).hasValue("image/svg+xml");
    }

    @ParameterizedTest
    @DisplayName("nothing but its own parts is served")
    @ValueSource(
            strings = {
                "/memo/nothing",
                "/memo/page/console.html",
                "/memo/ConsoleServlet.class",
                "/memo/api/",
                "/console.js"
            })
    void nothingElse(String path) {
        start(Shop.class, ENABLED);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("under a context path and another path of its own")
    void contextPathAndOwnPathWork() {
        start(Shop.class, ENABLED, "server.servlet.context-path=/shop", "memo.console.path=/internal/cache");
        HttpResponse<String> moved = get("/shop/internal/cache");
        assertThat(moved.statusCode()).isEqualTo(302);
        assertThat(moved.headers().firstValue("location")).hasValue("./cache/");
        assertThat(get("/shop/internal/cache/").body()).contains("memo <span>console</span>");
        assertThat(get("/shop/internal/cache/api/methods").statusCode()).isEqualTo(200);
        assertThat(get("/shop/memo/").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @DisplayName("a path that could not be served is refused at start-up")
    @ValueSource(strings = {"memo", "/", "/memo/", "/memo/*", "/a b"})
    void badPath(String path) {
        assertThatThrownBy(() -> start(Shop.class, ENABLED, "memo.console.path=" + path))
                .hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
                .rootCause()
                .hasMessageContaining("memo.console.path");
    }

    @Test
    @DisplayName("8.2, 8.3: figures, reasons, alerts and dependencies, and no value")
    void answersHoldNoValues() {
        start(Shop.class, ENABLED);
        Quotes quotes = context.getBean(Quotes.class);
        List<String> price = quotes.price("canary-1");
        quotes.price("canary-1");
        price.set(0, "canary-changed");
        quotes.price("canary-1");
        quotes.price("canary-2");

        String overview = get("/memo/api/methods").body();
        assertThat(JsonPath.<String>read(overview, "$.methods[0].name")).isEqualTo("Quotes.price");
        assertThat(JsonPath.<Integer>read(overview, "$.methods[0].hits")).isEqualTo(2);
        assertThat(JsonPath.<Integer>read(overview, "$.methods[0].misses")).isEqualTo(2);
        assertThat(JsonPath.<String>read(overview, "$.methods[0].lastMiss.text"))
                .isEqualTo("product changed");
        assertThat(JsonPath.<String>read(overview, "$.alerts[0].places[0]")).isEqualTo("result[0]");
        assertThat(JsonPath.<Boolean>read(overview, "$.readOnly")).isTrue();

        String detail = get("/memo/api/method?name=Quotes.price").body();
        assertThat(JsonPath.<List<String>>read(detail, "$.lastMisses[*].cause"))
                .containsExactly("argument-changed", "first-call");
        assertThat(JsonPath.<List<String>>read(detail, "$.externalVariables"))
                .containsExactly(Quotes.class.getName() + ".rate");

        assertThat(JsonPath.<List<String>>read(detail, "$.varyBy")).containsExactly("tenant");

        String graph = get("/memo/api/graph?name=Quotes.price").body();
        assertThat(JsonPath.<List<String>>read(graph, "$.nodes[*].label")).containsExactly("price(String)", "rate");
        assertThat(JsonPath.<List<List<Integer>>>read(graph, "$.edges")).containsExactly(List.of(0, 1));

        assertThat(get("/memo/api/method?name=Other").statusCode()).isEqualTo(404);
        assertThat(get("/memo/api/graph").statusCode()).isEqualTo(404);
        assertThat(Stream.of(overview, detail, graph)).noneMatch(answer -> answer.contains("canary"));
    }

    @Test
    @DisplayName("read-only by default: DELETE is refused")
    void readOnly() {
        start(Shop.class, ENABLED);
        context.getBean(Quotes.class).price("a");
        HttpResponse<String> refused = send("DELETE", ENTRIES);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.body()).contains("memo.console.read-only=false");
        assertThat(isStored("a")).isTrue();
    }

    @Test
    @DisplayName("where allowed, DELETE lets go of all entries or of one method's")
    void deleteClearsWhereAllowed() {
        start(Shop.class, ENABLED, WRITABLE);
        context.getBean(Quotes.class).price("a");
        assertThat(send("DELETE", ENTRIES + "?name=Other").statusCode()).isEqualTo(404);
        assertThat(isStored("a")).isTrue();
        assertThat(send("DELETE", ENTRIES + "?name=Quotes.price").statusCode()).isEqualTo(204);
        assertThat(isStored("a")).isFalse();
        context.getBean(Quotes.class).price("a");
        assertThat(send("DELETE", ENTRIES).statusCode()).isEqualTo(204);
        assertThat(isStored("a")).isFalse();
    }

    @Test
    @DisplayName("no page of another origin may clear")
    void otherOrigins() {
        start(Shop.class, ENABLED, WRITABLE);
        context.getBean(Quotes.class).price("a");
        assertThat(send("DELETE", ENTRIES, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", ENTRIES, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(send("DELETE", ENTRIES, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", ENTRIES, "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(isStored("a")).isTrue();
        assertThat(send("DELETE", ENTRIES, "Origin", root()).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", ENTRIES, "Sec-Fetch-Site", "same-origin", "Origin", "http://proxied.example")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("under Spring Security's defaults: no user, nothing; with a user and the token, all")
    void underSpringSecurity() {
        start(
                Guarded.class,
                ENABLED,
                WRITABLE,
                "spring.security.user.name=user",
                "spring.security.user.password=secret");
        context.getBean(Quotes.class).price("a");
        assertThat(get("/memo/").statusCode()).isEqualTo(401);
        assertThat(get("/memo/api/methods").statusCode()).isEqualTo(401);

        String[] user = {
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8))
        };
        HttpResponse<String> page = send("GET", "/memo/", user);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("cache-control")).containsExactly("no-store");
        assertThat(page.headers().allValues("content-security-policy")).hasSize(1);

        String overview = send("GET", "/memo/api/methods", user).body();
        assertThat(send("DELETE", ENTRIES, user).statusCode()).isEqualTo(403);
        assertThat(isStored("a")).isTrue();
        String header = JsonPath.read(overview, "$.csrf.header");
        String token = JsonPath.read(overview, "$.csrf.token");
        assertThat(send("DELETE", ENTRIES, user[0], user[1], header, token).statusCode())
                .isEqualTo(204);
        assertThat(isStored("a")).isFalse();
    }

    @Test
    @DisplayName("memo.enabled=false: the console says so")
    void memoIsOff() {
        start(Shop.class, ENABLED, "memo.enabled=false");
        assertThat(JsonPath.<Boolean>read(get("/memo/api/methods").body(), "$.enabled"))
                .isFalse();
    }

    private void start(Class<?> application, String... properties) {
        context = new SpringApplicationBuilder(application)
                .properties("server.port=0", "spring.main.banner-mode=off", "memo.packages=io.memo.spring.console")
                .properties(properties)
                .run();
    }

    private boolean isStored(String product) {
        return context.getBean(Memoizer.class).explain("Quotes.price", product).hit();
    }

    private String root() {
        return "http://localhost:"
                + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root() + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
