package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CachedObjectMutatedException;
import io.memo.MutationPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

@ExtendWith(OutputCaptureExtension.class)
class MutationTests {

    /** A value that no time stamp looks like. */
    private static final int CANARY = 987_654_321;

    private static final String REPORTS = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Reports {
                @io.memo.Memoize
                public Map<String, List<Integer>> totals() {
                    io.memo.acceptance.Runs.ran("totals");
                    Map<String, List<Integer>> totals = new HashMap<>();
                    totals.put("output", new ArrayList<>(List.of(1, 2, 3)));
                    return totals;
                }
                @io.memo.Memoize(allowOutputMutation = true)
                public Thread connection() {
                    io.memo.acceptance.Runs.ran("connection");
                    return new Thread("connection");
                }
            }
            """;

    @TempDir
    private Path folder;

    private final List<CachedObjectMutatedEvent> events = new ArrayList<>();

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("5.1, 5.2, 5.3, M01: one alert per changed state, and the changed object comes back")
    void changedResultIsReportedOnceAndReturned(CapturedOutput output) {
        try (OutsideApplication shop = start(MutationPolicy.WARN)) {
            Map<String, List<Integer>> totals = shop.call("shop.Reports", "totals");
            shop.call("shop.Reports", "totals");
            assertThat(events).isEmpty();

            totals.get("output").set(1, CANARY);
            assertThat(shop.<Object>call("shop.Reports", "totals")).isSameAs(totals);
            shop.call("shop.Reports", "totals");

            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.name()).isEqualTo("Reports.totals");
                assertThat(event.places()).containsExactly("result[\"output\"][1]");
                assertThat(event.policy()).isEqualTo(MutationPolicy.WARN);
            });
            assertThat(output)
                    .containsOnlyOnce("The cached result of Reports.totals was changed after it was stored at")
                    .contains("io.memo.mutation")
                    .contains(
                            "result[\"output\"][1]. The changed object is returned. Remedies, best first: do not"
                                    + " change the result; copy it and change the copy; set returns = COPY, so that each caller gets a copy, or FROZEN, so that the line that changes it throws; set onMutation = RECOMPUTE, to run the"
                                    + " method again; set allowOutputMutation = true, if callers are meant to share the changes.")
                    .doesNotContain(String.valueOf(CANARY));
            assertThat(Runs.of("totals")).isOne();
            assertThat(shop.memoized("Reports.totals").figures().mutations()).isOne();
        }
    }

    @Test
    @DisplayName("5.3: changed back is no mutation; changed again is one more")
    void changedBackIsSilent() {
        try (OutsideApplication shop = start(MutationPolicy.WARN)) {
            Map<String, List<Integer>> totals = shop.call("shop.Reports", "totals");
            totals.get("output").set(1, CANARY);
            shop.call("shop.Reports", "totals");
            totals.get("output").set(1, 2);
            shop.call("shop.Reports", "totals");
            assertThat(events).hasSize(1);

            totals.get("output").set(1, 98);
            shop.call("shop.Reports", "totals");
            assertThat(events).hasSize(2);
        }
    }

    @Test
    @DisplayName("5.1: RECOMPUTE drops the entry and runs")
    void recomputeGivesAFreshResult() {
        try (OutsideApplication shop = start(MutationPolicy.RECOMPUTE)) {
            Map<String, List<Integer>> totals = shop.call("shop.Reports", "totals");
            totals.clear();

            assertThat(shop.<Map<String, List<Integer>>>call("shop.Reports", "totals"))
                    .isEqualTo(Map.of("output", List.of(1, 2, 3)));
            assertThat(Runs.of("totals")).isEqualTo(2);
            assertThat(events).hasSize(1);
        }
    }

    @Test
    @DisplayName("5.1: FAIL tells every caller")
    void failThrowsUntilChangedBack() {
        try (OutsideApplication shop = start(MutationPolicy.FAIL)) {
            Map<String, List<Integer>> totals = shop.call("shop.Reports", "totals");
            totals.get("output").add(4);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> shop.call("shop.Reports", "totals"))
                        .isInstanceOf(CachedObjectMutatedException.class)
                        .hasMessageContaining("Reports.totals")
                        .hasMessageContaining("result[\"output\"]");
            }
            totals.get("output").remove(3);
            assertThat(shop.<Object>call("shop.Reports", "totals")).isSameAs(totals);
            assertThat(events).hasSize(1);
            assertThat(Runs.of("totals")).isOne();
        }
    }

    @Test
    @DisplayName("1.3, M03: allowOutputMutation makes a lazily made singleton of anything")
    void connectionIsMadeOnce() {
        try (OutsideApplication shop = start(MutationPolicy.WARN)) {
            Thread connection = shop.call("shop.Reports", "connection");
            connection.setName("changed");

            assertThat(shop.<Object>call("shop.Reports", "connection")).isSameAs(connection);
            assertThat(Runs.of("connection")).isOne();
            assertThat(events).isEmpty();
        }
    }

    private OutsideApplication start(MutationPolicy policy) {
        OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.on-mutation", policy.name().toLowerCase(java.util.Locale.ROOT))
                .start(REPORTS);
        shop.context().addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof CachedObjectMutatedEvent mutated) {
                events.add(mutated);
            }
        });
        return shop;
    }
}
