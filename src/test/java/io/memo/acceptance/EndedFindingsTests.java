package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A finding about the caller is ended by the dimension that tells what is read, and by no other. */
@ExtendWith(OutputCaptureExtension.class)
class EndedFindingsTests {

    private static final String CONTEXTS = """
            package shop;
            public final class Contexts {
                private static final ThreadLocal<String> TENANT = new ThreadLocal<>();
                private static final ThreadLocal<String> REGION = new ThreadLocal<>();
                private Contexts() { }
                public static String tenant() {
                    return TENANT.get();
                }
                public static String region() {
                    return REGION.get();
                }
            }
            """;

    private static final String DIMENSIONS = """
            package shop;
            import io.memo.KeyDimension;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Dimensions {
                @Bean static KeyDimension first() { return %s; }
                public static final class Tenant implements KeyDimension {
                    @Override public String name() { return "tenant"; }
                    @Override public String value() { return Contexts.tenant(); }
                }
                public static final class Supplied implements java.util.function.Supplier<String> {
                    @Override public String get() { return Contexts.tenant(); }
                }
            }
            """;

    /** In a class of its own: not every JVM lets two lambdas of one class be told apart. */
    private static final String OTHER = """
            package shop;
            import io.memo.KeyDimension;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Regions {
                @Bean static KeyDimension other() { return KeyDimension.of("region", () -> Contexts.region()); }
            }
            """;

    private static final String BY_REFERENCE = "KeyDimension.of(\"tenant\", Contexts::tenant)";

    private static final String QUOTES = """
            package shop;
            import org.springframework.context.i18n.*;
            import org.springframework.security.core.context.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                @io.memo.Memoize(%s)
                public String price(int n) { return "" + %s; }
            }
            """;

    private static final String USER = "SecurityContextHolder.getContext().getAuthentication().getName()";

    @TempDir
    private Path folder;

    private OutsideApplication start(String dimension, String annotation, String reads) {
        return OutsideApplication.in(folder)
                .property("memo.warnings", "fail")
                .start(CONTEXTS, DIMENSIONS.formatted(dimension), OTHER, QUOTES.formatted(annotation, reads));
    }

    @ParameterizedTest
    @DisplayName("SPEC 11.2: a ready-made dimension ends the finding about what it tells, and the start says how many")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            principal | SecurityContextHolder.getContext().getAuthentication().getName()
            locale    | LocaleContextHolder.getLocale()
            zone      | LocaleContextHolder.getTimeZone()
            """)
    void readyMadeDimensionEndsItsFinding(String dimension, String reads, CapturedOutput output) {
        try (OutsideApplication shop = start(BY_REFERENCE, "varyBy = \"" + dimension + "\"", reads)) {
            assertThat(shop.memoized("Quotes.price").warnings()).isEmpty();
            assertThat(output).contains("0 findings (1 ended by varyBy)");
        }
    }

    @ParameterizedTest
    @DisplayName("SPEC 11.2: it ends no other: the start is refused as before, with the remedy by name")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            locale    | principal | SecurityContextHolder.getContext().getAuthentication().getName()
            zone      | locale    | LocaleContextHolder.getLocale()
            locale    | zone      | LocaleContextHolder.getTimeZone()
            principal | zone      | ((TimeZoneAwareLocaleContext) null).getTimeZone()
            """)
    void readyMadeDimensionEndsNoOther(String dimension, String remedy, String reads) {
        assertThatThrownBy(() -> start(BY_REFERENCE, "varyBy = \"" + dimension + "\"", reads)
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("[user-context] Quotes.price")
                .hasMessageContaining(
                        "A hit may return what another user got: set varyBy = {\"%s\", \"%s\"}, pass what is read as an argument, or accept it with suppressWarnings = \"user-context\"."
                                .formatted(dimension, remedy));
    }

    @ParameterizedTest
    @DisplayName("SPEC 11.2: a dimension of the application ends what its own code does, however it is written")
    @ValueSource(
            strings = {
                BY_REFERENCE,
                "KeyDimension.of(\"tenant\", () -> Contexts.tenant())",
                "KeyDimension.of(\"tenant\", new Supplied())",
                "new Tenant()"
            })
    void dimensionOfTheApplicationEndsWhatItReads(String dimension) {
        try (OutsideApplication shop = start(dimension, "varyBy = \"tenant\"", "Contexts.tenant()")) {
            assertThat(shop.memoized("Quotes.price").warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @DisplayName("SPEC 11.2: and not what is read from another ThreadLocal, nor at another place")
    @ValueSource(strings = {"Contexts.region()", "Contexts.tenant() + Contexts.region()"})
    void dimensionOfTheApplicationEndsNoOther(String reads) {
        assertThatThrownBy(
                        () -> start(BY_REFERENCE, "varyBy = \"tenant\"", reads).close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("1 finding(s)")
                .hasMessageContaining(
                        "[thread-local] Quotes.price reads what belongs to the thread: shop.Contexts.region")
                .hasMessageContaining(
                        "A hit may return what another thread got: pass what is read as an argument, or read it in a method that a"
                                + " KeyDimension bean calls too and name that bean's dimension in varyBy, or accept it with"
                                + " suppressWarnings = \"thread-local\".");
    }

    @Test
    @DisplayName(
            "SPEC 11.2: one that takes the place of a ready-made one ends what that does, if it asks the same source")
    void replacementEndsWhatItReplaces() {
        String own = "KeyDimension.of(\"principal\", () -> org.springframework.security.core.context." + USER + ")";
        try (OutsideApplication shop = start(own, "varyBy = \"principal\"", USER)) {
            assertThat(shop.memoized("Quotes.price").warnings()).isEmpty();
        }
    }

    @Test
    @DisplayName("SPEC 11.2: one that only bears the name of a ready-made one ends nothing")
    void nameAloneEndsNothing() {
        assertThatThrownBy(() -> start("KeyDimension.of(\"principal\", () -> \"ann\")", "varyBy = \"principal\"", USER)
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("[user-context] Quotes.price");
    }

    @Test
    @DisplayName("SPEC 11.2: the id of a session says nothing of what is in it")
    void sessionEndsNothing() {
        String reads = "org.springframework.web.context.request.RequestContextHolder.getRequestAttributes()";
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .web()
                        .start(QUOTES.formatted("varyBy = \"session\"", reads))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("[user-context] Quotes.price");
    }

    @Test
    @DisplayName("SPEC 11.2: the remedy keeps the dimensions that the method varies by")
    void remedyKeepsTheOthers() {
        assertThatThrownBy(
                        () -> start(BY_REFERENCE, "varyBy = \"tenant\"", USER).close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining(": set varyBy = {\"tenant\", \"principal\"}, pass what is read as an argument");
    }
}
