package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.CachedObjectMutatedEvent;
import io.memo.CheckMode;
import io.memo.MutationPolicy;
import io.memo.engine.call.Invocation;
import io.memo.engine.observe.MemoListener;
import io.memo.mutation.MutationAlert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The cases M: what becomes of a result that is changed after it was stored. */
class MutationCaseTests {

    private final Fixture fixture = new Fixture();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<CachedObjectMutatedEvent> events = new ArrayList<>();

    private record Page(Map<String, List<Integer>> totals) {}

    private MethodMemoizer method() {
        fixture.builder().listeners(List.of(new MemoListener() {
            @Override
            public void mutated(CachedObjectMutatedEvent event) {
                events.add(event);
            }
        }));
        return fixture.method();
    }

    @Test
    @DisplayName("M01: a map inside a record inside a list: the changed object comes back, one alert names the place")
    void oneAlertNamesTheDeepPlace() {
        MethodMemoizer method = method();
        Invocation body = () -> {
            runs.incrementAndGet();
            return new ArrayList<>(List.of(new Page(new HashMap<>(Map.of("north", new ArrayList<>(List.of(1, 2)))))));
        };
        @SuppressWarnings("unchecked")
        List<Page> stored = (List<Page>) fixture.call(method, "a", body);
        stored.get(0).totals().get("north").set(1, 9);
        for (int i = 0; i < 3; i++) {
            assertThat(fixture.call(method, "a", body)).isSameAs(stored);
        }
        assertThat(runs).hasValue(1);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.places()).containsExactly("result[0].totals[\"north\"][1]"));
    }

    @Test
    @DisplayName("M02: not touched, or written with an equal value: no alert")
    void untouchedResultRaisesNoAlert() {
        MethodMemoizer method = method();
        List<Integer> stored = list(method, 3);
        list(method, 3);
        stored.set(0, stored.get(0));
        list(method, 3);
        assertThat(events).isEmpty();
        assertThat(method.figures().hits()).isEqualTo(2);
    }

    @Test
    @DisplayName("M09: a result that refers to an external list which is changed: another key, and no alert")
    void externalListChanged() {
        MethodMemoizer method = method();
        List<Integer> external = new ArrayList<>(List.of(1));
        fixture.target.setting = external;
        Invocation body = () -> {
            runs.incrementAndGet();
            return Map.of("refers to", fixture.target.setting);
        };
        fixture.call(method, "a", body);
        external.add(2);
        fixture.call(method, "a", body);
        assertThat(runs).hasValue(2);
        external.remove(1);
        fixture.call(method, "a", body);
        assertThat(runs).as("the entry from before is hit again").hasValue(2);
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("M10: who wants a copy of their own returns what cannot be changed, or lets RECOMPUTE repair")
    void copyOrRecomputeGivesPristineResult() {
        MethodMemoizer copying = method();
        List<?> stored = (List<?>) fixture.call(copying, "a", () -> List.copyOf(List.of(1, 2)));
        new ArrayList<>(stored).clear();
        assertThat(fixture.call(copying, "a", () -> "not run")).isEqualTo(List.of(1, 2));

        MethodMemoizer repairing =
                new Fixture().onMutation(MutationPolicy.RECOMPUTE).method();
        list(repairing, 2).clear();
        assertThat(list(repairing, 2)).containsExactly(0, 1);
    }

    @Test
    @DisplayName("M11: allowOutputMutation: a resource, the same object for all, never looked at")
    void allowedChangeIsNeverLookedAt() {
        fixture.allowOutputMutation();
        MethodMemoizer method = method();
        Map<Object, Object> resource = new HashMap<>();
        assertThat(fixture.call(method, "a", () -> resource)).isSameAs(resource);
        resource.put("unhashable", new Thread());
        assertThat(fixture.call(method, "a", () -> "not run")).isSameAs(resource);
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("M13, 5.2: the text of an alert names method, places, time, consequence and remedies")
    void alertNamesPlacesAndRemedies() {
        MethodMemoizer method = method();
        list(method, 3).set(1, 9);
        list(method, 3);
        assertThat(MutationAlert.text(events.get(0)))
                .isEqualTo(
                        "The cached result of Target.compute was changed after it was stored at 1970-01-01T00:00:00Z:"
                                + " result[1]. The changed object is returned. Remedies, best first: do not change the result;"
                                + " copy it and change the copy; set returns = COPY, so that each caller gets a copy, or FROZEN, so that the line that changes it throws; set onMutation = RECOMPUTE, to run the method again; set"
                                + " allowOutputMutation = true, if callers are meant to share the changes.");
    }

    @Test
    @DisplayName("M13, 5.2: ten places are shown, and how many more there are")
    void manyPlaces() {
        MethodMemoizer method = method();
        list(method, 100).replaceAll(i -> i + 1);
        list(method, 100);
        assertThat(events.get(0).places()).hasSize(100);
        assertThat(events.get(0).perhapsMorePlaces()).isFalse();
        assertThat(MutationAlert.text(events.get(0)))
                .contains(": result[0], result[10], result[11], result[12], result[13], result[14], result[15],"
                        + " result[16], result[17], result[18] and 90 more. The changed object");
    }

    @Test
    @DisplayName("M13, 5.2: a change that lies beyond the first 512 places, or may, is said to")
    void beyondTheOutline() {
        fixture.mutationCheck(CheckMode.ALWAYS);
        MethodMemoizer method = method();
        List<Integer> stored = list(method, 10_000);
        stored.set(9_999, -1);
        list(method, 10_000);
        stored.set(3, -1);
        list(method, 10_000);
        assertThat(events).hasSize(2).allMatch(CachedObjectMutatedEvent::perhapsMorePlaces);
        assertThat(MutationAlert.text(events.get(0)))
                .contains(": result, and perhaps more beyond the first 512 places. The changed object");
        assertThat(MutationAlert.text(events.get(1)))
                .contains(": result[3], and perhaps more beyond the first 512 places. The changed object");
    }

    @SuppressWarnings("unchecked")
    private List<Integer> list(MethodMemoizer method, int size) {
        return (List<Integer>) fixture.call(method, "a", () -> {
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(i);
            }
            return list;
        });
    }
}
