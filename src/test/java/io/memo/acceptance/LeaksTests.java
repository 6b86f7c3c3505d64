package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What is left of contexts that were closed. */
class LeaksTests {

    private static final int CONTEXTS = 50;
    private static final int LOADERS = 10;

    private static final String SERVICE = """
            package shop;
            import java.io.File;
            import java.net.URI;
            import java.util.*;
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
                @io.memo.Memoize(ttl = "1h")
                public Order order(File file, URI place, Locale locale, Order before) {
                    Objects.requireNonNull(rest);
                    Objects.requireNonNull(mapper);
                    return new Order(file.getName() + settings.get("rate"), new ArrayList<>(List.of(1, 2)));
                }
                @io.memo.Memoize
                public java.util.concurrent.CompletableFuture<Order> later(Comparator<String> by) {
                    return java.util.concurrent.CompletableFuture.completedFuture(new Order("later", List.of()));
                }
                @org.springframework.stereotype.Component
                public static class Caller {
                    private final Service service;
                    public Caller(Service service) { this.service = service; }
                    public void use() {
                        Order order = order();
                        if (order != order()) {
                            throw new IllegalStateException("no hit");
                        }
                        service.later(Comparator.naturalOrder()).join();
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

    @Test
    @DisplayName("8.4: of fifty contexts over the same classes, and their engines, none is alive but the last")
    void contextsAreCollected() throws Exception {
        OutsideApplication.compile(folder, SERVICE);
        List<WeakReference<Object>> gone = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url(folder)}, getClass().getClassLoader())) {
            for (int i = 0; i < CONTEXTS; i++) {
                use(loader, gone);
            }
            assertCollected(gone.subList(0, gone.size() - 2));
            assertThat(loader.loadClass("shop.Service")).isNotNull();
        }
    }

    @Test
    @DisplayName("8.4: of ten class loaders, each with an application's classes, none is alive but the last")
    void loadersAreCollected() throws Exception {
        OutsideApplication.compile(folder, SERVICE);
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            useNewLoader(gone);
        }
        assertCollected(gone.subList(0, gone.size() - 3));
    }

    private static void use(ClassLoader loader, List<WeakReference<Object>> gone) throws Exception {
        try (ConfigurableApplicationContext context = start(loader)) {
            useOnce(loader, context);
            gone.add(new WeakReference<>(context));
            gone.add(new WeakReference<>(context.getBean(Memoizer.class)));
        }
    }

    private void useNewLoader(List<WeakReference<Object>> gone) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url(folder)}, getClass().getClassLoader())) {
            use(loader, gone);
            gone.add(new WeakReference<>(loader));
        }
    }

    private static ConfigurableApplicationContext start(ClassLoader loader) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            return new SpringApplicationBuilder(Class.forName("shop.Shop", false, loader))
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .properties(
                            "spring.main.register-shutdown-hook=false",
                            "logging.register-shutdown-hook=false",
                            "spring.jmx.enabled=false")
                    .run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void useOnce(ClassLoader loader, ConfigurableApplicationContext context) throws Exception {
        Class<?> type = loader.loadClass("shop.Service$Caller");
        Method use = type.getMethod("use");
        use.invoke(context.getBean(type));
        use.invoke(context.getBean(type));
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertCollected(List<WeakReference<Object>> gone) {
        await().atMost(Duration.ofMinutes(1)).pollInSameThread().untilAsserted(() -> {
            System.gc();
            assertThat(gone.stream()
                            .map(WeakReference::get)
                            .filter(Objects::nonNull)
                            .map(Object::getClass))
                    .isEmpty();
        });
    }
}
