package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageAnnotationsTests {

    private static final String PACKAGE = """
            @org.jspecify.annotations.NullMarked
            package shop;
            """;

    /** The code of a client leads to whatever its results may be, to all classes there are. */
    private static final String CLIENTS = """
            package shop;
            import io.memo.Memoize;
            import java.lang.reflect.*;
            import java.util.*;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Clients {
                public interface Remote {
                    @Memoize(persist = true) List<Map<String, Object>> rows(String query);
                    @Memoize(persist = true) List<Object[]> arrays(String query);
                }
                public static class Handler implements InvocationHandler {
                    @Override public Object invoke(Object proxy, Method method, Object[] arguments) {
                        switch (method.getName()) {
                            case "hashCode": return 1;
                            case "equals": return proxy == arguments[0];
                            case "toString": return "remote";
                            default:
                                io.memo.acceptance.Runs.ran("rows");
                                return new ArrayList<>(List.of(new HashMap<>(Map.of("id", 1))));
                        }
                    }
                }
                public static class Counter {
                    @Memoize(persist = true) public String show(Object shown) { return shown + "."; }
                }
                @Bean public Counter counter() { return new Counter(); }
                @Bean public Remote remote() {
                    return (Remote) Proxy.newProxyInstance(
                            Clients.class.getClassLoader(), new Class<?>[] {Remote.class}, new Handler());
                }
            }
            """;

    @TempDir
    private Path folder;

    private String start() {
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("classes"))
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .start(PACKAGE, CLIENTS)) {
            OutsideApplication.invoke(shop.bean("shop.Clients$Remote"), "rows", "all");
            MemoizedMethod rows = shop.memoized("Remote.rows");
            assertThat(rows.manifest()).noneMatch(line -> line.contains("package-info ->"));
            return rows.fingerprint();
        }
    }

    @Test
    @DisplayName(
            "6.2, 7.2: the file with a package's annotations is no subtype of anything: fingerprints are the same at each start")
    void annotatedPackages() {
        Runs.reset();
        String first = start();
        assertThat(start()).isEqualTo(first);
        assertThat(Runs.of("rows")).isOne();
    }
}
