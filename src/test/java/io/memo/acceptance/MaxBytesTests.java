package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.EvictionCause;
import io.memo.MethodFigures;
import io.memo.engine.MethodMemoizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaxBytesTests {

    private static final int KB = 1 << 10;

    private static final String IMAGES = """
            package shop;
            import io.memo.Memoize;
            @org.springframework.stereotype.Service
            public class Images {
                @Memoize(maxBytes = "${images.room:50KB}")
                public byte[] image(int id) { return new byte[10 << 10]; }
                @Memoize(maxBytes = "50KB")
                public java.util.List<String> lines(int id) {
                    return new java.util.ArrayList<>(java.util.Collections.nCopies(1_000, "one text for all " + id));
                }
                @Memoize
                public byte[] free(int id) { return new byte[10 << 10]; }
                @Memoize(allowOutputMutation = true, maxBytes = "50KB")
                public Object unseen(int id) { return new byte[10 << 10]; }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "SPEC 5.7: maxBytes of the annotation, with a placeholder, and memo.methods.<name>.max-bytes, which wins")
    void limitOfOneMethod() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("images.room", "30KB")
                .property("memo.methods.Images.free.max-bytes", "25KB")
                .property("memo.methods.Images.lines.max-bytes", "")
                .start(IMAGES)) {
            for (int i = 0; i < 20; i++) {
                shop.call("shop.Images", "image", i);
                shop.call("shop.Images", "free", i);
                shop.call("shop.Images", "lines", i);
            }

            assertThat(figures(shop, "image").entries()).isEqualTo(2);
            assertThat(figures(shop, "image").bytes()).isBetween(20L * KB, 30L * KB);
            assertThat(figures(shop, "image").evictions()).containsEntry(EvictionCause.SIZE, 18L);
            assertThat(figures(shop, "free").entries()).isEqualTo(2);
            // 20 arrays of 1,000 references, each to one text, with an outline of 512 places.
            assertThat(figures(shop, "lines").bytes()).isBetween(80L * KB, 500L * KB);
        }
    }

    @Test
    @DisplayName("SPEC 5.7: memo.max-bytes holds for all methods together, as a size or as a share of the heap")
    void limitOfAllMethods() {
        long tenth = Runtime.getRuntime().maxMemory() / 100;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.max-bytes", "100KB")
                .start(IMAGES)) {
            for (int i = 0; i < 20; i++) {
                shop.call("shop.Images", "image", i);
                shop.call("shop.Images", "free", i);
            }
            assertThat(figures(shop, "image").bytes() + figures(shop, "free").bytes())
                    .isBetween(80L * KB, 100L * KB);
            assertThat(figures(shop, "free").entries()).isPositive();
        }
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.max-bytes", "1%").start(IMAGES)) {
            for (int i = 0; i < 20; i++) {
                shop.call("shop.Images", "free", i);
            }
            assertThat(figures(shop, "free").bytes()).isBetween(200L * KB, tenth);
        }
    }

    @Test
    @DisplayName("SPEC 5.7: a limit for results that are not looked into is told at start-up, and can be accepted")
    void limitOfUnseenResultsIsTold() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(IMAGES)) {
            assertThat(warnings(shop, "unseen"))
                    .singleElement()
                    .asString()
                    .startsWith("[size-unknown] Images.unseen has a limit in bytes for what memo does not look into");
            assertThat(warnings(shop, "image")).isEmpty();
        }
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.methods.Images.unseen.suppress-warnings", "size-unknown")
                .start(IMAGES)) {
            assertThat(warnings(shop, "unseen")).isEmpty();
        }
    }

    private static List<String> warnings(OutsideApplication shop, String method) {
        return ((MethodMemoizer) shop.memoized("Images." + method)).warnings();
    }

    private static MethodFigures figures(OutsideApplication shop, String method) {
        return shop.memoized("Images." + method).figures();
    }
}
