package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.TwinMachines.Told;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issues 13.8 and 13.9: releases and environments with other files and settings share a directory and a Redis. */
class SettingsInProcessesTests {

    private static final String RATES = """
            package shop;
            import io.memo.Memoize;
            import java.nio.charset.StandardCharsets;
            import java.util.*;
            import org.springframework.core.io.*;
            @org.springframework.stereotype.Service
            public class Rates {
                @Memoize(persist = true) public String byClass(String region) throws Exception {
                    try (var in = Rates.class.getResourceAsStream("/rates.csv")) {
                        return region + new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
                @Memoize(persist = true) public String beside(String region) throws Exception {
                    try (var in = getClass().getResourceAsStream("near.csv")) {
                        return region + new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
                @Memoize(persist = true) public String byLoader(String region) throws Exception {
                    try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("rates.csv")) {
                        return region + new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                }
                @Memoize(persist = true) public String bySpring(String region) throws Exception {
                    return region + new ClassPathResource("rates.csv").getContentAsString(StandardCharsets.UTF_8);
                }
                @Memoize(persist = true) public String bundle(String region) {
                    return region + ResourceBundle.getBundle("words", Locale.ROOT).getString("rate");
                }
            }
            """;

    private static final String CALLS_OF_RATES = """
            package shop;
            import java.util.*;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Calls {
                @org.springframework.context.annotation.Bean
                Main.Listed listed(Rates bean) {
                    Rates plain = new Rates();
                    Map<String, Main.Call> calls = new TreeMap<>();
                    calls.put("byClass", plainly -> (plainly ? plain : bean).byClass("EU"));
                    calls.put("beside", plainly -> (plainly ? plain : bean).beside("EU"));
                    calls.put("byLoader", plainly -> (plainly ? plain : bean).byLoader("EU"));
                    calls.put("bySpring", plainly -> (plainly ? plain : bean).bySpring("EU"));
                    calls.put("bundle", plainly -> (plainly ? plain : bean).bundle("EU"));
                    return () -> calls;
                }
            }
            """;

    private static final String PRICES = """
            package shop;
            import io.memo.Memoize;
            import org.springframework.web.client.RestClient;
            @org.springframework.stereotype.Service
            public class Prices {
                private final RestClient client;
                public Prices(RestClient client) { this.client = client; }
                @Memoize(persist = true, ttl = "1h")
                public String price(String article) {
                    return article + " from " + client.get().uri("/" + article).retrieve().body(String.class);
                }
            }
            """;

    private static final String CLIENTS = """
            package shop;
            import java.nio.charset.StandardCharsets;
            import java.util.Map;
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
                @Bean Main.Listed listed(Prices bean, RestClient client) {
                    Prices plain = new Prices(client);
                    return () -> Map.of("price", plainly -> (plainly ? plain : bean).price("tea"));
                }
            }
            """;

    private static final String IDENTITY = "--memo.identities.client=${client.url}";

    @TempDir
    private Path folder;

    private final RedisServerFixture redis = RedisServerFixture.start();

    @AfterEach
    void stopRedis() {
        redis.close();
    }

    @Test
    @DisplayName("Issue 13.9, SPEC 6.9: a release with another class path resource computes anew, rolled back it hits")
    void otherResource() throws IOException {
        TwinMachines machines = machines(RATES, CALLS_OF_RATES);
        write(1);
        Told first = run(machines);
        assertThat(first.wrong()).isEmpty();
        assertThat(first.unkept()).isEmpty();
        write(2);
        Told second = run(machines);
        assertThat(second.wrong()).isEmpty();
        assertThat(second.missed()).hasSize(first.calls());
        write(1);
        Told rolledBack = run(machines);
        assertThat(rolledBack.wrong()).isEmpty();
        assertThat(rolledBack.missed()).isEmpty();
    }

    @Test
    @DisplayName("Issue 13.8: what staging's client answered is not production's, kept by its identity or not at all")
    void otherSettingsOfABean() {
        TwinMachines machines = machines(PRICES, CLIENTS);
        assertThat(run(machines, IDENTITY, "--client.url=http://staging").unkept())
                .isEmpty();
        Told production = run(machines, IDENTITY, "--client.url=http://production");
        assertThat(production.wrong()).isEmpty();
        assertThat(production.missed()).containsExactly("Prices.price");
        Told staging = run(machines, IDENTITY, "--client.url=http://staging");
        assertThat(staging.wrong()).isEmpty();
        assertThat(staging.missed()).isEmpty();

        assertThat(run(machines, "--client.url=http://staging").unkept()).hasSize(1);
        assertThat(run(machines, "--client.url=http://production").wrong()).isEmpty();
    }

    private TwinMachines machines(String... sources) {
        return new TwinMachines(folder.resolve("classes"), redis, List.of(sources));
    }

    private Told run(TwinMachines machines, String... properties) {
        return machines.run(folder.resolve("kept"), List.of(), properties);
    }

    private void write(int rate) throws IOException {
        Path classes = folder.resolve("classes");
        Files.writeString(classes.resolve("rates.csv"), "rate;" + rate);
        Files.writeString(classes.resolve("shop/near.csv"), "near;" + rate);
        Files.writeString(classes.resolve("words.properties"), "rate=" + rate);
    }
}
