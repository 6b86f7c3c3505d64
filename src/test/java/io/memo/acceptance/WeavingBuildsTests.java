package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One source, built by javac from what Lombok would write, and by Lombok, woven or not: one fingerprint. */
@DisplayName("SPEC 12.1")
class WeavingBuildsTests {

    private static final String BODIES = """
                @Memoize public String total(String customer) { Runs.ran("total"); log.debug("total"); return label(customer) + tariff.getRate() + region; }
                @Memoize private String label(String customer) { Runs.ran("label"); return prefix + customer; }
                public String twice(String customer) { return total(customer) + total(customer); }
            }
            """;

    private static final String WITH_LOMBOK = """
            package shop;
            import io.memo.Memoize;
            import io.memo.acceptance.Runs;
            import lombok.*;
            import lombok.extern.slf4j.Slf4j;
            @org.springframework.stereotype.Service
            @Slf4j
            @RequiredArgsConstructor
            public class Invoices {
                private final Tariff tariff;
                @Getter @Setter private String region = "EU";
                private String prefix = "for ";
            """ + BODIES;

    private static final String BY_HAND = """
            package shop;
            import io.memo.Memoize;
            import io.memo.acceptance.Runs;
            @org.springframework.stereotype.Service
            public class Invoices {
                private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Invoices.class);
                private final Tariff tariff;
                private String region = "EU";
                private String prefix = "for ";
                public Invoices(Tariff tariff) { this.tariff = tariff; }
                public String getRegion() { return this.region; }
                public void setRegion(String region) { this.region = region; }
            """ + BODIES;

    private static final String TARIFF_WITH_LOMBOK = """
            package shop;
            @org.springframework.stereotype.Component
            public class Tariff { @lombok.Getter @lombok.Setter private int rate = 7; }
            """;

    private static final String TARIFF_BY_HAND = """
            package shop;
            @org.springframework.stereotype.Component
            public class Tariff {
                private int rate = 7;
                public int getRate() { return this.rate; }
                public void setRate(int rate) { this.rate = rate; }
            }
            """;

    @TempDir
    private Path folder;

    /** What memo tells of the methods, and how often a call on this ran them. */
    private static Map<String, Object> told(Path folder, Weaving how) {
        Runs.reset();
        try (OutsideApplication shop = OutsideApplication.in(folder).woven(how).start()) {
            Map<String, Object> told = new TreeMap<>();
            MemoizedMethod method = shop.memoized("Invoices.total");
            told.put("manifest", method.manifest());
            told.put("reads", method.externalVariables());
            told.put("fingerprint", method.fingerprint());
            assertThat(shop.<String>call("shop.Invoices", "twice", "Ann")).isEqualTo("for Ann7EUfor Ann7EU");
            assertThat(Runs.of("total")).as(how.name()).isEqualTo(how == Weaving.PROXIES ? 2 : 1);
            assertThat(Runs.of("label")).as(how.name()).isEqualTo(how == Weaving.PROXIES ? 2 : 1);
            return told;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("javac and Lombok, woven or not, give one fingerprint and read the same")
    void buildsHaveOneFingerprint(Weaving how) {
        Path byHand = folder.resolve("by hand");
        OutsideApplication.compile(byHand, BY_HAND, TARIFF_BY_HAND);
        Map<String, Object> plain = told(byHand, Weaving.PROXIES);

        Path lombok = folder.resolve("lombok");
        OutsideApplication.compile(lombok);
        Compiler.compileWithLombok(lombok, WITH_LOMBOK, TARIFF_WITH_LOMBOK);
        assertThat(told(lombok, how)).isEqualTo(plain);
        assertThat(plain.get("reads"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("shop.Tariff.rate", "shop.Invoices.region", "shop.Invoices.prefix");
    }
}
