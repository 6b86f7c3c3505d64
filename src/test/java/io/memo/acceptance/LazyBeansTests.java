package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made when it is first called is not made for memo's report, which tells of it all the same. */
@DisplayName("Issue 12.4, 12.6: beans that are made later")
class LazyBeansTests {

    private static final String PRODUCT = """
            package shop;
            import jakarta.persistence.*;
            @Entity
            public class Product {
                @Id @GeneratedValue private Long id;
                private String name;
                protected Product() { }
                public Product(String name) { this.name = name; }
                public Long getId() { return id; }
                public String getName() { return name; }
            }
            """;

    private static final String PRODUCTS = """
            package shop;
            public interface Products extends org.springframework.data.jpa.repository.JpaRepository<Product, Long> {
                @io.memo.Memoize
                java.util.List<Product> findByName(String name);
            }
            """;

    private static final String BOTH = """
            package shop;
            @org.springframework.stereotype.Service
            public class Desk {
                private final Products products;
                public Desk(Products products) { this.products = products; }
                @io.memo.Memoize(ttl = "10m")
                public int count(String name) { return products.findByName(name).size(); }
            }
            """;

    private static final String NOTED = """
            package shop;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Noted {
                @org.springframework.context.annotation.Bean
                static org.springframework.beans.factory.config.BeanPostProcessor whatIsMade() {
                    return new org.springframework.beans.factory.config.BeanPostProcessor() {
                        @Override
                        public Object postProcessAfterInitialization(Object bean, String name) {
                            if (bean instanceof Products) { io.memo.acceptance.Runs.ran("made"); }
                            return bean;
                        }
                    };
                }
            }
            """;

    private static final String SLOW = """
            package shop;
            @org.springframework.stereotype.Service
            @org.springframework.context.annotation.Lazy
            public class Slow {
                private final int factor = 2;
                public Slow() { io.memo.acceptance.Runs.ran("made"); }
                public int twice(int x) { return x * factor; }
            }
            """;

    private static final String USER = """
            package shop;
            @org.springframework.stereotype.Service
            public class User {
                private final Slow slow;
                public User(@org.springframework.context.annotation.Lazy Slow slow) { this.slow = slow; }
                @io.memo.Memoize
                public int six(int x) { return slow.twice(x) + x; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private static String database(String mode) {
        return LibraryFindingsTests.DATABASE.replace(
                "EnableJpaRepositories",
                "EnableJpaRepositories(bootstrapMode = org.springframework.data.repository.config.BootstrapMode." + mode
                        + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAZY", "DEFERRED"})
    @DisplayName("a repository's methods are in the report, and are hit, however late it is made")
    void methodsOfRepositoriesThatAreMadeLater(String mode) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).start(PRODUCT, PRODUCTS, BOTH, NOTED, database(mode))) {
            assertThat(Runs.of("made")).isEqualTo(mode.equals("LAZY") ? 0 : 1);
            assertThat(shop.memoized("Products.findByName").warnings())
                    .singleElement()
                    .asString()
                    .startsWith("[io-without-ttl] Products.findByName");
            assertThat(shop.memoized("Desk.count").warnings()).isEmpty();
            assertThat(shop.<Integer>call("shop.Desk", "count", "of nobody")).isZero();
            assertThat(shop.<Integer>call("shop.Desk", "count", "of nobody")).isZero();
            assertThat(shop.memoized("Desk.count").figures().hits()).isEqualTo(1);
            assertThat(shop.memoized("Products.findByName").figures().misses()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("what stops the start stops it, though the repository is not there yet")
    void userInTheQueryOfARepositoryThatIsMadeLater() {
        String own = PRODUCTS.replace(
                "@io.memo.Memoize",
                "@io.memo.Memoize(ttl = \"1m\") @org.springframework.data.jpa.repository.Query(\"select p from Product p where p.name = ?#{authentication.name}\")");
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .start(PRODUCT, own.replace("String name", ""), database("DEFERRED"))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("[user-context] Products.findByName");
    }

    @Test
    @DisplayName("a bean that is injected lazily is not made for the report; its fields count when it is called")
    void beanThatIsInjectedLazily() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(SLOW, USER)) {
            assertThat(Runs.of("made")).isZero();
            assertThat(shop.memoized("User.six").warnings()).isEmpty();
            assertThat(shop.<Integer>call("shop.User", "six", 2)).isEqualTo(6);
            assertThat(shop.<Integer>call("shop.User", "six", 2)).isEqualTo(6);
            assertThat(shop.memoized("User.six").figures().hits()).isEqualTo(1);
        }
    }
}
