package io.memo.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import io.memo.spring.console.History.Counts;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HistoryTests {

    private final Memoizer memoizer = Memoizer.create();
    private final Function<Integer, Integer> twice = memoizer.memoize(number -> number * 2);
    private final History history = new History();
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void samplesWhatWasCountedWhenSomebodyLooks() {
        history.look(start, figures());
        twice.apply(1);
        twice.apply(1);
        history.look(start.plusSeconds(2), figures());

        String name = memoizer.methods().get(0).name();
        assertThat(history.ofAll())
                .extracting(History.Point::counts)
                .containsExactly(new Counts(0, 0), new Counts(1, 1));
        assertThat(history.of(name)).isEqualTo(history.ofAll());
        assertThat(history.of("other")).extracting(History.Point::counts).containsOnly(Counts.NONE);
    }

    @Test
    void takesNoSampleSoonAfterTheLast() {
        history.look(start, figures());
        history.look(start.plusMillis(500), figures());
        assertThat(history.ofAll()).hasSize(1);
    }

    @Test
    void isBounded() {
        for (int i = 0; i < History.MOST + 10; i++) {
            history.look(start.plusSeconds(2L * i), figures());
        }
        assertThat(history.ofAll()).hasSize(History.MOST);
        assertThat(history.ofAll().get(0).at()).isEqualTo(start.plusSeconds(20));
    }

    private Map<MemoizedMethod, MethodFigures> figures() {
        return memoizer.methods().stream().collect(Collectors.toMap(Function.identity(), MemoizedMethod::figures));
    }
}
