package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;

/** Issue 12.9: the beans that exist decide where calls go, and a bean that comes later is not taken for one of them. */
class InactiveBeansTests {

    private static final String RATE = "package shop; public interface Rate { String of(long id); }";

    private static final String ACTIVE = """
            package shop;
            @org.springframework.stereotype.Component
            public class Active implements Rate {
                public String of(long id) { return "active"; }
            }
            """;

    private static final String SERVICE = """
            package shop;
            @org.springframework.stereotype.Service
            public class Service {
                private Rate rate;
                public Service(Rate rate) { this.rate = rate; }
                public void use(Rate other) { rate = other; }
                @io.memo.Memoize(persist = true)
                public String price(long id) {
                    io.memo.acceptance.Runs.ran("price");
                    return rate.of(id);
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private static String passive(String answer) {
        return """
                package shop;
                @org.springframework.context.annotation.Profile("other")
                @org.springframework.stereotype.Component
                public class Passive implements Rate {
                    public String of(long id) { return "%s"; }
                }
                """.formatted(answer);
    }

    private OutsideApplication start(String version, String passive) {
        return OutsideApplication.in(folder.resolve(version))
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .start(RATE, ACTIVE, SERVICE, passive(passive));
    }

    @Test
    @DisplayName("Issue 12.9: an edit of the implementation of an inactive profile leaves what is kept")
    void inactiveImplementationIsNoReceiver() {
        String fingerprint;
        try (OutsideApplication shop = start("one", "first")) {
            fingerprint = shop.memoized("Service.price").fingerprint();
            assertThat(shop.<String>call("shop.Service", "price", 1L)).isEqualTo("active");
        }
        try (OutsideApplication shop = start("two", "second")) {
            assertThat(shop.memoized("Service.price").fingerprint()).isEqualTo(fingerprint);
            assertThat(shop.<String>call("shop.Service", "price", 1L)).isEqualTo("active");
        }
        assertThat(Runs.of("price")).isOne();
    }

    @Test
    @DisplayName("1.5, 6.8: an edit of a bean that is registered after the start is seen all the same")
    void lateBeanIsUnforeseenCode() {
        try (OutsideApplication shop = start("one", "first")) {
            assertThat(priceOfLateBean(shop)).isEqualTo("first");
        }
        try (OutsideApplication shop = start("two", "first")) {
            assertThat(priceOfLateBean(shop)).isEqualTo("first");
        }
        assertThat(Runs.of("price")).as("the same code again").isOne();
        try (OutsideApplication shop = start("three", "second")) {
            assertThat(priceOfLateBean(shop)).isEqualTo("second");
        }
    }

    private static String priceOfLateBean(OutsideApplication shop) {
        Class<?> passive = shop.type("shop.Passive");
        ((GenericApplicationContext) shop.context()).getBeanFactory().registerSingleton("late", make(passive));
        OutsideApplication.invoke(shop.bean("shop.Service"), "use", shop.bean("shop.Passive"));
        return shop.call("shop.Service", "price", 2L);
    }

    private static Object make(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
