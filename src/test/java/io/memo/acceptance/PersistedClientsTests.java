package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bean of a library that has one name in staging and in production, and other settings. */
@DisplayName("Issue 13.8, SPEC 4.7: what a key says in another process")
class PersistedClientsTests {

    private static final String SHOP = """
            package shop;
            import io.memo.*;
            import org.springframework.web.client.RestClient;
            @org.springframework.stereotype.Service
            public class Prices {
                private final RestClient client;
                public Prices(RestClient client) { this.client = client; }
                @Memoize(persist = true, ttl = "1h")
                public String price(String article) {
                    io.memo.acceptance.Runs.ran("price");
                    return article + " from " + client.get().uri("/" + article).retrieve().body(String.class);
                }
                @Memoize(persist = true)
                public String upper(String text) {
                    io.memo.acceptance.Runs.ran("upper");
                    return text.toUpperCase() + " " + java.time.LocalDate.ofInstant(java.time.Instant.EPOCH, java.time.ZoneId.systemDefault());
                }
            }
            """;

    private static final String CLIENTS = """
            package shop;
            import java.nio.charset.StandardCharsets;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.context.annotation.Bean;
            import org.springframework.http.HttpStatus;
            import org.springframework.mock.http.client.MockClientHttpResponse;
            import org.springframework.web.client.RestClient;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Clients {
                @Bean RestClient client(@Value("${client.url}") String url) {
                    return RestClient.builder().baseUrl(url).requestInterceptor((request, body, next) ->
                            new MockClientHttpResponse(
                                    request.getURI().getHost().getBytes(StandardCharsets.UTF_8), HttpStatus.OK)).build();
                }
            }
            """;

    private static final String HASHER = """
            package shop;
            import io.memo.Hasher;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.web.client.RestClient;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Identities {
                @org.springframework.context.annotation.Bean
                Hasher<RestClient> clientHasher(@Value("${client.url}") String url) { return client -> url; }
            }
            """;

    private static final String BEAN = "shop.Prices";

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @AfterEach
    void usualDefaults() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    private OutsideApplication started(String host, List<String> sources, String... properties) {
        OutsideApplication.Setup setup = OutsideApplication.in(folder.resolve("classes"))
                .property("client.url", "http://" + host)
                .property("memo.persist.directory", folder.resolve("kept"));
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            setup.property(parts[0], parts[1]);
        }
        return setup.start(sources.toArray(String[]::new));
    }

    private String price(String host, List<String> sources, String... properties) {
        try (OutsideApplication shop = started(host, sources, properties)) {
            return shop.call(BEAN, "price", "tea");
        }
    }

    private static List<String> findings(OutsideApplication shop) {
        MemoizedMethod method = shop.memoized("Prices.price");
        return method.warnings();
    }

    @Test
    @DisplayName(
            "Issue 13.8: production does not get what staging's client answered, and the start says that nothing is kept")
    void clientOfOneName() {
        List<String> sources = List.of(SHOP, CLIENTS);
        assertThat(price("staging", sources)).isEqualTo("tea from staging");
        assertThat(price("production", sources)).isEqualTo("tea from production");
        try (OutsideApplication shop = started("staging", sources)) {
            assertThat(findings(shop))
                    .anySatisfy(finding -> assertThat(finding)
                            .contains("[not-kept]", "Prices.client is the bean 'client'", "memo.identities.client="));
        }
    }

    @Test
    @DisplayName("Issue 13.8: memo.identities says what identifies the client: kept, and apart")
    void identityByProperty() {
        List<String> sources = List.of(SHOP, CLIENTS);
        String identity = "memo.identities.client=${client.url}";
        assertThat(price("staging", sources, identity)).isEqualTo("tea from staging");
        assertThat(price("production", sources, identity)).isEqualTo("tea from production");
        assertThat(price("staging", sources, identity)).isEqualTo("tea from staging");
        assertThat(Runs.of("price")).isEqualTo(2);
        String all = "memo.identities.[*]=${client.url}";
        assertThat(price("staging", sources, all)).isEqualTo("tea from staging");
        assertThat(Runs.of("price")).isEqualTo(2);
        try (OutsideApplication shop = started("staging", sources, identity)) {
            assertThat(findings(shop)).noneMatch(finding -> finding.contains("not-kept"));
        }
    }

    @Test
    @DisplayName("Issue 13.8: a Hasher says what identifies the client: kept, and apart")
    void identityByHasher() {
        List<String> sources = List.of(SHOP, CLIENTS, HASHER);
        assertThat(price("staging", sources)).isEqualTo("tea from staging");
        assertThat(price("production", sources)).isEqualTo("tea from production");
        assertThat(price("staging", sources)).isEqualTo("tea from staging");
        assertThat(Runs.of("price")).isEqualTo(2);
    }

    @Test
    @DisplayName("Issue 13.8: another default locale or time zone is a miss, the same ones are a hit")
    void defaultsOfTheMachine() {
        List<String> sources = List.of(SHOP, CLIENTS);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ENGLISH);
        assertThat(upper(sources)).isEqualTo("TITLE 1970-01-01");
        Locale.setDefault(Locale.forLanguageTag("tr"));
        assertThat(upper(sources)).isEqualTo("T\u0130TLE 1970-01-01");
        Locale.setDefault(Locale.ENGLISH);
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        assertThat(upper(sources)).isEqualTo("TITLE 1969-12-31");
        assertThat(Runs.of("upper")).isEqualTo(3);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        assertThat(upper(sources)).isEqualTo("TITLE 1970-01-01");
        assertThat(Runs.of("upper")).isEqualTo(3);
    }

    private String upper(List<String> sources) {
        try (OutsideApplication shop = started("staging", sources)) {
            return shop.call(BEAN, "upper", "title");
        }
    }
}
