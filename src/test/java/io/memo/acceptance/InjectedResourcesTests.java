package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SPEC 6.9, issue 13.9: class path resources that Spring injects")
class InjectedResourcesTests {

    private static final String RATES = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            import java.nio.charset.StandardCharsets;
            import java.util.*;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.context.annotation.*;
            import org.springframework.core.io.*;
            @org.springframework.stereotype.Service
            public class Rates {
                @Value("classpath:rates.csv") private Resource field;
                @Value("classpath*:rates*.csv") private Resource[] all;
                private final Resource given;
                private final Resource bean;
                private Resource set;
                private final List<String> own = new ArrayList<>(List.of("a"));
                public Rates(@Value("classpath:rates.csv") Resource given, @org.springframework.beans.factory.annotation.Qualifier("file") Resource bean) { this.given = given; this.bean = bean; }
                @org.springframework.beans.factory.annotation.Autowired void set(@Value("${rates}") Resource set) { this.set = set; }
                @Memoize(persist = true, suppressWarnings = "io-without-ttl") public String ofField(int n) throws Exception { return text(field); }
                @Memoize(persist = true, suppressWarnings = "io-without-ttl") public String ofConstructor(int n) throws Exception { return text(given); }
                @Memoize(persist = true, suppressWarnings = "io-without-ttl") public String ofBean(int n) throws Exception { return text(bean); }
                @Memoize(persist = true, suppressWarnings = "io-without-ttl") public String ofSetter(int n) throws Exception { return text(set) + own; }
                @Memoize(persist = true, suppressWarnings = "io-without-ttl") public String ofArgument(Resource resource) throws Exception { return text(resource); }
                public Resource resource() { return field; }
                private static String text(Resource resource) throws Exception { Runs.ran("read"); return resource.getContentAsString(StandardCharsets.UTF_8); }
                @Configuration(proxyBeanMethods = false)
                static class Beans {
                    @Bean static Resource file() { return new ClassPathResource("rates.csv"); }
                }
            }
            """;

    private static final String[] METHODS = {"ofField", "ofConstructor", "ofBean", "ofSetter"};

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("issue 13.9: the next release has another file: a persisted result is a miss; rolled back it is a hit")
    void nextReleaseHasAnotherFile() throws IOException {
        assertReads("1", 5);
        assertReads("2", 5);
        assertReads("1", 0);
    }

    private void assertReads(String content, int runs) throws IOException {
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes);
        Files.writeString(classes.resolve("rates.csv"), content);
        Runs.reset();
        try (OutsideApplication shop = OutsideApplication.in(classes)
                .property("rates", "classpath:rates.csv")
                .property("spring.application.name", "shop")
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .property("memo.persist.min-compute", "0ms")
                .start(RATES)) {
            for (String method : METHODS) {
                assertThat(shop.<String>call("shop.Rates", method, 1))
                        .as(method)
                        .startsWith(content);
            }
            Object resource = shop.call("shop.Rates", "resource");
            assertThat(shop.<String>call("shop.Rates", "ofArgument", resource)).isEqualTo(content);
            assertThat(Runs.of("read")).isEqualTo(runs);
        }
    }
}
