package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SPEC 6.10: beans of one's own modules that lie in no package of the application")
class OutsideBeansTests {

    private static final String TARIFF = """
            package com.acme.shared;
            @org.springframework.stereotype.Component
            public class Tariff {
                private int added = 1;
                public int of(int price) { return price + added; }
                public void add(int more) { added += more; }
            }
            """;

    private static final String TARIFFS = """
            package com.acme.shared;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Tariffs {
                @org.springframework.context.annotation.Bean Tariff tariff() { return new Tariff(); }
            }
            """;

    private static final String PRICES = """
            package shop;
            import com.acme.shared.*;
            @org.springframework.stereotype.Service
            %s
            public class Prices {
                private final Tariff tariff;
                public Prices(Tariff tariff) { this.tariff = tariff; }
                @io.memo.Memoize
                public int price(int price) { return tariff.of(price); }
            }
            """;

    private static final String IMPORT = "@org.springframework.context.annotation.Import(%s.class)";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "SPEC 6.10: by @Import of {0}: the start names memo.packages, which ends it")
    @ValueSource(strings = {"Tariff", "Tariffs"})
    void startNamesTheImportedPackage(String imported) {
        String prices = PRICES.formatted(IMPORT.formatted(imported));
        OutsideApplication.compile(folder, TARIFF, TARIFFS, prices);
        try (OutsideApplication shop = OutsideApplication.in(folder).start()) {
            assertThat(shop.memoized("Prices.price").warnings())
                    .singleElement()
                    .asString()
                    .contains("Prices.tariff is the bean", "com.acme.shared.Tariff", "memo.packages=com.acme.shared");
        }
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.packages", "com.acme.shared")
                .start()) {
            assertThat(shop.memoized("Prices.price").warnings()).isEmpty();
            assertThat(shop.<Integer>call("shop.Prices", "price", 10)).isEqualTo(11);
            shop.call("com.acme.shared.Tariff", "add", 4);
            assertThat(shop.<Integer>call("shop.Prices", "price", 10)).isEqualTo(15);
        }
    }

    @Test
    @DisplayName("SPEC 6.10: what the application's own configuration makes is a client or the like: nothing is said")
    void madeByTheApplication() {
        String making = """
                package shop;
                @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
                public class Making {
                    @org.springframework.context.annotation.Bean
                    com.acme.shared.Tariff tariff() { return new com.acme.shared.Tariff(); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(TARIFF, making, PRICES.formatted(""))) {
            assertThat(shop.memoized("Prices.price").warnings()).isEmpty();
        }
    }
}
