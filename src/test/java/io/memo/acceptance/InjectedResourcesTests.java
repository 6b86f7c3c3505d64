package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                @Memoize(persist = true) public String ofField(int n) throws Exception { return text(field); }
                @Memoize(persist = true) public String ofConstructor(int n) throws Exception { return text(given); }
                @Memoize(persist = true) public String ofBean(int n) throws Exception { return text(bean); }
                @Memoize(persist = true) public String ofSetter(int n) throws Exception { return text(set) + own; }
                public Resource resource() { return field; }
                private static String text(Resource resource) throws Exception { Runs.ran("read"); return resource.getContentAsString(StandardCharsets.UTF_8); }
                @Configuration(proxyBeanMethods = false)
                static class Beans {
                    @Bean static Resource file() { return new ClassPathResource("rates.csv"); }
                }
            }
            """;

    /** Whoever calls it may have another resource. */
    private static final String GIVEN = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            import org.springframework.core.io.*;
            @org.springframework.stereotype.Service
            public class Given {
                @Memoize(persist = true, suppressWarnings = "io-without-ttl") public String ofArgument(Resource resource) throws Exception {
                    Runs.ran("read");
                    return resource.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
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
                .property("memo.warnings", "fail")
                .start(RATES, GIVEN)) {
            for (String method : METHODS) {
                assertThat(shop.<String>call("shop.Rates", method, 1))
                        .as(method)
                        .startsWith(content);
            }
            Object resource = shop.call("shop.Rates", "resource");
            assertThat(shop.<String>call("shop.Given", "ofArgument", resource)).isEqualTo(content);
            assertThat(Runs.of("read")).isEqualTo(runs);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Value(\"file:rates.csv\") private Resource rates; public String text() throws Exception { return read(rates); }",
                "@Value(\"${rates}\") private Resource rates; public String text() throws Exception { return rates.getFilename() + rates.contentLength(); }",
                "@Value(\"${rates}\") private Resource[] all; public String text() throws Exception { return read(all[0]); }",
                "@Value(\"classpath:rates.csv\") private Resource inside; @Value(\"${rates}\") private Resource rates;"
                        + " public String text() throws Exception { return read(inside) + read(rates); }",
                "@Value(\"${rates}\") private Resource rates;"
                        + " public String text() throws Exception { return read(new ClassPathResource(\"rates.csv\")) + read(rates); }",
                "private final Resource rates; public Rates(@Value(\"${rates}\") Resource rates) { this.rates = rates; }"
                        + " public String text() throws Exception { return new EncodedResource(rates).getContentAsString(); }",
                "@Value(\"classpath:rates.csv\") private Resource inside; public String text() throws Exception { return read(inside) + Other.read(this); }"
                        + " static class Other { static String read(Rates rates) throws Exception { return rates.read(new FileSystemResource(String.valueOf(rates))); } }",
                "@Value(\"classpath:rates.csv\") private Resource inside; public String text() throws Exception { return of(inside); }"
                        + " public String of(Resource any) throws Exception { return read(any); }",
            })
    @DisplayName("SPEC 6.5, 6.9: what is read of a file, or of whatever is given, is told")
    void filesAreTold(String members) throws IOException {
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes);
        Files.writeString(classes.resolve("rates.csv"), "1");
        String source = """
                package shop;
                import io.memo.*;
                import org.springframework.beans.factory.annotation.Value;
                import org.springframework.core.io.*;
                import org.springframework.core.io.support.EncodedResource;
                @org.springframework.stereotype.Service
                public class Rates {
                    %s
                    private static String read(Resource resource) throws Exception {
                        return resource.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
                    }
                }
                """.formatted(members.replace("public String text()", "@Memoize public String text()"));
        OutsideApplication.Setup setup = OutsideApplication.in(classes)
                .property("rates", "file:" + classes.resolve("rates.csv"))
                .property("memo.warnings", "fail");
        assertThatThrownBy(() -> setup.start(source).close()).hasMessageContaining("io-without-ttl");
    }
}
