package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of applications that were stopped: their contexts, their engines, the loaders of their classes. */
class LeaksTests {

    private static final int CONTEXTS = 50;
    private static final int LOADERS = 10;

    private static final String SERVICE = """
            package shop;
            import java.io.File;
            import java.net.URI;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import org.springframework.context.annotation.*;
            @org.springframework.stereotype.Service
            public class Service {
                public record Order(String item, List<Integer> counts) {}
                private final org.springframework.web.client.RestTemplate rest;
                private final tools.jackson.databind.ObjectMapper mapper;
                private final Map<String, Object> settings = new HashMap<>(Map.of("rate", 2));
                public Service(org.springframework.web.client.RestTemplate rest, tools.jackson.databind.ObjectMapper mapper) {
                    this.rest = rest;
                    this.mapper = mapper;
                }
                @io.memo.Memoize(ttl = "1h", condition = "#file.name != null", unless = "#result == null")
                public Order order(File file, URI place, Locale locale, Order before) {
                    Objects.requireNonNull(rest);
                    Objects.requireNonNull(mapper);
                    return new Order(file.getName() + settings.get("rate"), new ArrayList<>(List.of(1, 2)));
                }
                @io.memo.Memoize(ttl = "1h")
                public CompletableFuture<Order> later(
                        Comparator<String> by, @io.memo.MemoIgnore CompletableFuture<Order> source) {
                    return source;
                }
                @io.memo.Memoize(ttl = "1h")
                public Order kept(String item) {
                    return new Order(item, new ArrayList<>(List.of(3)));
                }
                @org.springframework.stereotype.Component
                public static class Caller implements Runnable {
                    private final Service service;
                    public Caller(Service service) { this.service = service; }
                    @Override public void run() {
                        Order order = order();
                        if (order != order()) {
                            throw new IllegalStateException("no hit");
                        }
                        service.kept("a");
                        CompletableFuture<Order> source = new CompletableFuture<>();
                        CompletableFuture<Order> first = service.later(Comparator.naturalOrder(), source);
                        CompletableFuture<Order> joined = service.later(Comparator.naturalOrder(), source);
                        source.complete(order);
                        first.join();
                        joined.join();
                    }
                    private Order order() {
                        return service.order(new File("a"), URI.create("b"), Locale.ROOT, new Order("c", List.of()));
                    }
                }
                @Configuration(proxyBeanMethods = false)
                public static class Beans {
                    @Bean org.springframework.web.client.RestTemplate rest() {
                        return new org.springframework.web.client.RestTemplate();
                    }
                    @Bean tools.jackson.databind.ObjectMapper mapper() { return new tools.jackson.databind.ObjectMapper(); }
                    @Bean io.memo.Hasher<File> files() { return File::getName; }
                    @Bean io.memo.Hasher<URI> places(Service service) { return place -> List.of(place.getPath()); }
                    @Bean io.memo.Hasher<Comparator<?>> orders() { return order -> null; }
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path classes;

    @BeforeEach
    void compile() throws Exception {
        classes = Files.createDirectory(folder.resolve("classes"));
        OutsideApplication.compile(classes, SERVICE);
    }

    @Test
    @DisplayName("8.4, issue 12.12: of fifty contexts over the same classes, and their engines, none is alive")
    void contextsAreCollected() {
        assertNothingLeft("context", CONTEXTS);
    }

    @Test
    @DisplayName("8.4, issue 12.12: of ten class loaders, each with an application's classes, none is alive")
    void loadersAreCollected() {
        assertNothingLeft("loader", LOADERS);
    }

    private void assertNothingLeft(String each, int lives) {
        try (ChildJvm child = ChildJvm.start(
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Xmx512m",
                "-cp",
                classPath(),
                Redeployments.class.getName(),
                each,
                Integer.toString(lives),
                classes.toString())) {
            for (int i = 0; i < lives; i++) {
                child.line("lived " + i, 1);
            }
            assertThat(child.line("left ", 1)).isEqualTo("[]");
        }
    }

    /** Without DevTools, which keeps what it restarts. */
    private static String classPath() {
        return Jars.libraries().stream()
                .map(Path::toString)
                .filter(path -> !path.contains("devtools"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
