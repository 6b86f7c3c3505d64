package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 7, issue 7: what turns results into bytes is chosen by a property, or given as a bean. */
class CodecChoiceTests {

    private static final String QUOTES = """
            package shop;
            @org.springframework.stereotype.Service
            public class Quotes {
                @io.memo.Memoize(persist = true)
                public double[] prices(String article) {
                    io.memo.acceptance.Runs.ran("prices");
                    return new double[] {article.length(), -0.0};
                }
            }
            """;

    private static final String OTHERS = """
            package shop;
            @org.springframework.stereotype.Service
            public class Others {
                @io.memo.Memoize(persist = true)
                public String name(String article) { return article; }
            }
            """;

    private static final String CODEC = """
            package shop;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Codecs {
                @org.springframework.context.annotation.Bean
                io.memo.store.tier.MemoCodec codec() { return new guide.VectorCodec(); }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private double[] prices(String codec, String... sources) {
        try (OutsideApplication shop = application(codec).start(sources)) {
            return shop.call("shop.Quotes", "prices", "tea");
        }
    }

    private OutsideApplication.Setup application(String codec) {
        return OutsideApplication.in(folder)
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .property("memo.codec", codec);
    }

    @Test
    @DisplayName("issue 7: the entries of another codec are misses and stay; the codec of the guide as a bean wins")
    void eachHasItsEntries() {
        prices("java", QUOTES);
        prices("fory", QUOTES);
        prices("fory", QUOTES, CODEC);
        assertThat(Runs.of("prices")).isEqualTo(3);
        assertThat(prices("fory", QUOTES)).containsExactly(3, -0.0);
        assertThat(prices("java", QUOTES, CODEC)).containsExactly(3, -0.0);
        assertThat(prices("java", QUOTES)).containsExactly(3, -0.0);
        assertThat(Runs.of("prices")).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "issue 7: what the codec of a bean cannot keep is refused when the application starts, with its reason")
    void unkeepableResultStopsTheStart() {
        assertThatThrownBy(
                        () -> application("java").start(QUOTES, OTHERS, CODEC).close())
                .hasStackTraceContaining(
                        "persist = true, but its result cannot be kept: this application keeps nothing but vectors");
    }
}
