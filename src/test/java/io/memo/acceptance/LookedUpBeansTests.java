package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("SPEC 6.8, issues 12.6 and 13.6: beans that a library hands out at run time")
class LookedUpBeansTests {

    private static final String TARIFF = """
            package shop;
            public interface Tariff { int of(int price); }
            """;

    private static final String FLAT = """
            package shop;
            @org.springframework.stereotype.Component
            public class Flat implements Tariff {
                private int added = 1;
                public int of(int price) { return price + added; }
                public void add(int more) { added += more; }
            }
            """;

    private static final String LOCATOR = """
            package shop;
            import org.springframework.beans.factory.config.ServiceLocatorFactoryBean;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Locating {
                public interface Tariffs { Tariff named(String name); }
                @org.springframework.context.annotation.Bean
                static ServiceLocatorFactoryBean tariffs() {
                    ServiceLocatorFactoryBean factory = new ServiceLocatorFactoryBean();
                    factory.setServiceLocatorInterface(Tariffs.class);
                    return factory;
                }
                @org.springframework.context.annotation.Bean
                static Runnable nothing() { return () -> { }; }
            }
            """;

    private static final String HOLDER = """
            package shop;
            @org.springframework.stereotype.Component
            public class Holder implements org.springframework.context.ApplicationContextAware {
                static org.springframework.context.ApplicationContext context;
                public void setApplicationContext(org.springframework.context.ApplicationContext given) { context = given; }
            }
            """;

    /** A field, for a look-up may need one, and how the tariff is had. */
    private static final String PRICES = """
            package shop;
            import io.memo.*;
            import java.util.function.Supplier;
            import org.springframework.beans.factory.ObjectProvider;
            import org.springframework.beans.factory.annotation.*;
            import org.springframework.context.ApplicationContext;
            @org.springframework.stereotype.Service
            public abstract class Prices {
                @Autowired private %s from;
                @Memoize(suppressWarnings = "not-tracked")
                public int price(int price) { return %s.of(price); }
                private Flat flat() { return Holder.context.getBean(Flat.class); }
                private Tariff got(Supplier<Flat> supplier) { return supplier.get(); }
                @Lookup protected abstract Flat looked();
            }
            """;

    private static final String BEAN = "shop.Prices";

    @TempDir
    private Path folder;

    @ParameterizedTest(
            name = "SPEC 6.8: {1}: a field of what is handed out that the code reads is an external variable")
    @CsvSource({
        "ApplicationContext, from.getBean(Flat.class)",
        "ApplicationContext, ((Tariff) from.getBean(\"flat\"))",
        "ApplicationContext, from.getBeansOfType(Tariff.class).values().iterator().next()",
        "ApplicationContext, from.getBeanProvider(Flat.class).getObject()",
        "ObjectProvider<Tariff>, from.getObject()",
        "Locating.Tariffs, from.named(\"flat\")",
        "Runnable, Holder.context.getBean(Tariff.class)",
        "Runnable, looked()",
        "Runnable, got(this::flat)",
    })
    void fieldOfWhatIsHandedOut(String field, String lookUp) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).start(TARIFF, FLAT, LOCATOR, HOLDER, PRICES.formatted(field, lookUp))) {
            assertThat(shop.<Integer>call(BEAN, "price", 10)).isEqualTo(11);
            assertThat(shop.<Integer>call(BEAN, "price", 10)).isEqualTo(11);
            assertThat(shop.memoized("Prices.price").figures().hits()).isOne();
            shop.call("shop.Flat", "add", 4);
            assertThat(shop.<Integer>call(BEAN, "price", 10)).isEqualTo(15);
            shop.call("shop.Flat", "add", -4);
            assertThat(shop.<Integer>call(BEAN, "price", 10)).isEqualTo(11);
            assertThat(shop.memoized("Prices.price").figures().hits()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "SPEC 6.8: {1}: the report says what of it is followed")
    @CsvSource({
        "ApplicationContext, from.getBean(Flat.class)",
        "org.springframework.beans.factory.BeanFactory, from.getBean(Flat.class)",
        "org.springframework.beans.factory.ListableBeanFactory, from.getBeansOfType(Tariff.class).get(\"flat\")",
    })
    void reportSaysWhatIsFollowed(String field, String lookUp) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .start(
                        TARIFF,
                        FLAT,
                        LOCATOR,
                        HOLDER,
                        PRICES.formatted(field, lookUp).replace("(suppressWarnings = \"not-tracked\")", ""))) {
            assertThat(shop.memoized("Prices.price").warnings())
                    .anySatisfy(warning -> assertThat(warning)
                            .contains("Singletons of the application's classes are followed, all else"));
        }
    }
}
