package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that is declared by its interface and memoized has two proxies of interfaces, and one name. */
@DisplayName("Issue 12.6, SPEC 3.6: declared clients")
class DeclaredClientsTests {

    private static final String WEATHER = """
            package shop;
            import io.memo.Memoize;
            import org.springframework.web.service.annotation.GetExchange;
            public interface Weather {
                @GetExchange("/{place}")
                @Memoize(persist = true, ttl = "1h")
                String at(@org.springframework.web.bind.annotation.PathVariable("place") String place);
            }
            """;

    private static final String ADVICE = """
            package shop;
            import io.memo.Memoize;
            @org.springframework.stereotype.Service
            public class Advice {
                private final Weather weather;
                public Advice(Weather weather) { this.weather = weather; }
                @Memoize(persist = true, ttl = "1h")
                public String coat(String place) { return weather.at(place).length() > 4 ? "coat" : "none"; }
            }
            """;

    private static final String MADE = """
            package shop;
            import org.springframework.context.annotation.Bean;
            import org.springframework.web.client.RestClient;
            import org.springframework.web.client.support.RestClientAdapter;
            import org.springframework.web.service.invoker.HttpServiceProxyFactory;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Made {
                @Bean Weather weather(RestClient client) {
                    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(Weather.class);
                }
            }
            """;

    private static final String IMPORTED = """
            package shop;
            import org.springframework.context.annotation.Bean;
            import org.springframework.web.client.RestClient;
            import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            @org.springframework.web.service.registry.ImportHttpServices(Weather.class)
            public class Imported {
                @Bean RestClientHttpServiceGroupConfigurer group(Answers answers) {
                    return groups -> groups.forEachClient((group, client) ->
                            client.baseUrl("http://weather").requestInterceptor(answers));
                }
            }
            """;

    private static final String ANSWERS = """
            package shop;
            import java.nio.charset.StandardCharsets;
            import org.springframework.context.annotation.Bean;
            import org.springframework.http.*;
            import org.springframework.http.client.*;
            import org.springframework.web.client.RestClient;
            @org.springframework.stereotype.Component
            public class Answers implements ClientHttpRequestInterceptor {
                @Override public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution next) {
                    io.memo.acceptance.Runs.ran("weather");
                    return new org.springframework.mock.http.client.MockClientHttpResponse("sunny".getBytes(StandardCharsets.UTF_8), HttpStatus.OK);
                }
                @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
                public static class Clients {
                    @Bean RestClient client(Answers answers) {
                        return RestClient.builder().baseUrl("http://weather").requestInterceptor(answers).build();
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of("memo.identities.weather=", MADE),
                Arguments.of("memo.identities.[default#shop.Weather]=", IMPORTED));
    }

    private OutsideApplication.Setup application() {
        return OutsideApplication.in(folder.resolve("classes"))
                .property("memo.persist.directory", folder.resolve("kept"));
    }

    @ParameterizedTest
    @MethodSource("clients")
    @DisplayName(
            "counts by the name of its bean: not kept until memo.identities tells, and nothing of an object is said")
    void clientCountsByItsName(String identity, String made) {
        try (OutsideApplication shop = application().start(WEATHER, ADVICE, ANSWERS, made)) {
            for (String name : List.of("Weather.at", "Advice.coat")) {
                assertThat(shop.memoized(name).warnings())
                        .as(name)
                        .anyMatch(warning -> warning.contains("[not-kept]") && warning.contains(identity))
                        .noneMatch(warning -> warning.contains("counts by which object it is"));
            }
            assertThat(shop.<String>call("shop.Advice", "coat", "Bergen")).isEqualTo("coat");
            assertThat(shop.<String>call("shop.Advice", "coat", "Bergen")).isEqualTo("coat");
            assertThat(Runs.of("weather")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    @DisplayName(
            "memo.identities says what identifies it, as the finding names it: its results are found after a restart")
    void clientWithAnIdentityIsKept(String identity, String made) {
        for (int start = 0; start < 2; start++) {
            try (OutsideApplication shop = application()
                    .property(identity.replace("=", ""), "http://weather")
                    .start(WEATHER, ADVICE, ANSWERS, made)) {
                assertThat(shop.memoized("Weather.at").warnings()).isEmpty();
                assertThat(shop.<String>call("shop.Advice", "coat", "Bergen")).isEqualTo("coat");
                assertThat(OutsideApplication.<String>invoke(shop.bean("shop.Weather"), "at", "Oslo"))
                        .isEqualTo("sunny");
            }
        }
        assertThat(Runs.of("weather")).isEqualTo(2);
    }
}
