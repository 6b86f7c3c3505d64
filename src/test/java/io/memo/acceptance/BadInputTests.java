package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.Memoizer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a user writes wrongly is told when the application starts: what, where, the rule, the remedy. */
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("E14, 3.4: refused at start-up")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "(ttl = \"-1m\")      | String   | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): ttl = \"-1m\"; it must be positive. Leave it out for no limit.",
                "(ttl = \"soon\")     | String   | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): ttl = \"soon\" is not a duration. Write a duration such as 10m, PT1H or ${some.property}, or SpEL such as #result.expiresAt.",
                "(ttl = \"${none}\")  | String   | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): ttl = \"${none}\" has a placeholder without a value. Write a duration such as 10m, PT1H or ${some.property}, or SpEL such as #result.expiresAt.",
                "(maxEntries = 0)     | String   | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): maxEntries = 0; it must be at least 1. Leave it out for the default, or remove @Memoize to keep nothing.",
                "(maxEntries = -5)    | String   | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): maxEntries = -5; it must be at least 1. Leave it out for the default, or remove @Memoize to keep nothing.",
                "(persist = true, allowOutputMutation = true) | String | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): persist = true, but with allowOutputMutation = true nobody could tell which state of a result to keep. Remove one of the two.",
                "(persist = true)     | java.util.concurrent.CompletableFuture<String> | @Memoize on Quotes.price(long) (memo.methods.Quotes.price): persist = true, but its result is not there when it returns, and reading a file would block the thread that calls it. Remove persist, or memoize the method that computes the value.",
                "                     | void     | @Memoize on Quotes.price(long): it returns nothing that could be kept. Remove @Memoize, or return a value.",
                "                     | java.util.stream.Stream<String> | @Memoize on Quotes.price(long): a Stream can be consumed only once, so it cannot be returned to several callers. Return what it yields: a List, a byte[], a String.",
                "                     | java.util.concurrent.Future<String> | @Memoize on Quotes.price(long): a Future stands for a value that is not there yet, so it cannot be returned to several callers. Return a CompletableFuture, a CompletionStage, or Reactor's Mono or Flux.",
                "                     | java.util.Iterator<String> | @Memoize on Quotes.price(long): an Iterator can be consumed only once, so it cannot be returned to several callers. Return what it yields: a List, a byte[], a String.",
            })
    void declarationIsRefused(String attributes, String returnType, String message) {
        String source = quotes(attributes == null ? "" : attributes, "public", returnType);
        assertThatThrownBy(() -> OutsideApplication.in(folder).start(source).close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("6.5: what a proxy cannot intercept is reported, and nothing else breaks")
    @CsvSource({"private, it is private", "public final, it is final", "public static, it is static"})
    void methodThatCannotBeInterceptedIsReported(String modifiers, String reason, CapturedOutput output) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).woven(Weaving.PROXIES).start(quotes("", modifiers, "String"))) {
            assertThat(output)
                    .contains("[not-interceptable] Quotes.price(long) in bean class shop.Quotes is not memoized: "
                            + reason + ", so a proxy cannot intercept it.");
            assertThat(shop.<String>call("shop.Quotes", "other", 1L)).isEqualTo("other");
            assertThat(shop.bean(Memoizer.class).methods()).hasSize(1);
        }
    }

    @Test
    @DisplayName("6.5: a final class is left alone and reported")
    void finalClassIsReported(CapturedOutput output) {
        String source = quotes("", "public", "String").replace("public class", "public final class");
        try (OutsideApplication shop =
                OutsideApplication.in(folder).woven(Weaving.PROXIES).start(source)) {
            assertThat(output).contains("Quotes.price(long)", "its class is final");
            assertThat(shop.<String>call("shop.Quotes", "other", 1L)).isEqualTo("other");
            shop.call("shop.Quotes", "other", 1L);
            assertThat(Runs.of("other")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("6.5: memo.warnings=fail")
    void findingsCanStopTheApplication() {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .property("memo.warnings", "fail")
                        .start(quotes("", "public final", "String"))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("Quotes.price(long)");
    }

    @Test
    @DisplayName("2: suppressWarnings accepts a finding")
    void findingCanBeAccepted(CapturedOutput output) {
        String source = quotes("(suppressWarnings = \"not-interceptable\")", "public final", "String");
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.warnings", "fail").start(source)) {
            assertThat(output).doesNotContain("not-interceptable");
            assertThat(shop.<String>call("shop.Quotes", "other", 1L)).isEqualTo("other");
        }
    }

    @Test
    @DisplayName("S06: the failure analyzer says what to do, without a stack trace")
    void startUpFailureIsAnalyzed(CapturedOutput output) {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .start(quotes("(maxEntries = 0)", "public", "String"))
                        .close())
                .isNotNull();
        assertThat(output)
                .contains("Description:", "maxEntries = 0; it must be at least 1.")
                .contains("Action:", "Leave it out for the default, or remove @Memoize to keep nothing.");
    }

    private static String quotes(String attributes, String modifiers, String returnType) {
        return """
                package shop;
                @org.springframework.stereotype.Service
                public class Quotes {
                    @io.memo.Memoize%s
                    %s %s price(long product) { %s }
                    @io.memo.Memoize
                    public String other(long product) { io.memo.acceptance.Runs.ran("other"); return "other"; }
                }
                """.formatted(attributes, modifiers, returnType, returnType.equals("void") ? "" : "return null;");
    }
}
