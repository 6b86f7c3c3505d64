package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** 10.5: an application that persists results is started again. */
@ExtendWith(OutputCaptureExtension.class)
class WarmRestartTests {

    private static final String FORECASTS = """
            package shop;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Forecasts {
                public record Forecast(long region, java.util.List<Integer> degrees) implements java.io.Serializable {}
                @Memoize(persist = true)
                public Forecast of(long region) {
                    io.memo.acceptance.Runs.ran("of");
                    return new Forecast(region, new java.util.ArrayList<>(java.util.List.of(7)));
                }
            }
            """;

    private static final String BEAN = "shop.Forecasts";
    private static final String LINE = "Warm-ups before readiness: 1 of 1 done";

    @TempDir
    private Path folder;

    @BeforeEach
    void fillTheDisk() {
        Runs.reset();
        try (OutsideApplication shop = application().start(FORECASTS)) {
            shop.call(BEAN, "of", 1L);
            await().until(() ->
                    shop.memoized("Forecasts.of").tiers().get(0).puts().get(Put.STORED) == 1);
        }
    }

    private OutsideApplication.Setup application() {
        return OutsideApplication.in(folder.resolve("classes"))
                .property("memo.warm-up.enabled", "true")
                .property("memo.persist.directory", folder.resolve("kept").toString());
    }

    @Test
    @DisplayName("10.5: persisted results are read before readiness, are hits when they are asked for, and not before")
    void firstCallHits(CapturedOutput output) {
        assertThat(output).contains(LINE);
        try (OutsideApplication shop = application().start(FORECASTS)) {
            assertThat(output.toString().split(LINE, -1)).hasSize(3);
            assertThat(shop.memoized("Forecasts.of").figures().entries()).isZero();
            assertThat(shop.memoized("Forecasts.of").tiers().get(0).gets()).containsEntry(Got.HIT, 0L);
            Object first = shop.call(BEAN, "of", 1L);
            assertThat(first).hasToString("Forecast[region=1, degrees=[7]]");
            assertThat(shop.<Object>call(BEAN, "of", 1L)).isSameAs(first);
            assertThat(shop.memoized("Forecasts.of").tiers().get(0).gets()).containsEntry(Got.HIT, 1L);
            assertThat(Runs.of("of")).isOne();
        }
    }

    @Test
    @DisplayName("10.5: changed code runs, though its old result was read ahead")
    void changedCodeRuns() {
        try (OutsideApplication shop = application().start(FORECASTS.replace("List.of(7)", "List.of(8)"))) {
            assertThat(shop.<Object>call(BEAN, "of", 1L)).hasToString("Forecast[region=1, degrees=[8]]");
        }
    }

    @Test
    @DisplayName("10.5: none is read where nothing is persisted, or where it was not wanted")
    void onlyWherePersisted(CapturedOutput output) {
        int before = output.toString().split(LINE, -1).length;
        try (OutsideApplication none = application().start(FORECASTS.replace("(persist = true)", ""));
                OutsideApplication unwanted =
                        application().property("memo.warm-up.persisted", "0").start(FORECASTS)) {
            assertThat(none.memoized("Forecasts.of").tiers()).isEmpty();
            assertThat(unwanted.<Object>call(BEAN, "of", 1L)).hasToString("Forecast[region=1, degrees=[7]]");
            assertThat(Runs.of("of")).isOne();
        }
        assertThat(output.toString().split(LINE, -1)).hasSize(before);
    }
}
