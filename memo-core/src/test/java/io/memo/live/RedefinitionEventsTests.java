package io.memo.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 6.7: recorded redefinitions")
class RedefinitionEventsTests {

    private static final Instant THEN = Instant.ofEpochSecond(1);
    private static final Instant LATER = Instant.ofEpochSecond(2);

    private final RedefinitionEvents events = new RedefinitionEvents();

    @Test
    void allClassesOfOneRedefinitionAreTold() {
        events.changed(1, "app.A");
        events.changed(1, "app.B");
        events.redefined(1, 2, THEN);

        assertThat(events.take()).isEqualTo(Map.of("app.A", THEN, "app.B", THEN));
    }

    @Test
    void nothingIsToldTwice() {
        events.changed(1, "app.A");
        events.redefined(1, 1, THEN);
        events.take();

        assertThat(events.take()).isEmpty();
    }

    @Test
    void classThatComesAfterItsRedefinitionIsTold() {
        events.redefined(1, 2, THEN);
        events.changed(1, "app.A");
        assertThat(events.take()).isEmpty();

        events.changed(1, "app.B");

        assertThat(events.take()).containsOnlyKeys("app.A", "app.B");
    }

    @Test
    @DisplayName("SPEC 6.7: a retransformation is not told")
    void retransformationIsNotTold() {
        events.changed(1, "app.A");
        events.retransformed(1);
        events.changed(2, "app.B");
        events.redefined(2, 1, THEN);

        assertThat(events.take()).containsOnlyKeys("app.B");
    }

    @Test
    void classThatWasReplacedTwiceIsToldOnceWithTheFirstTime() {
        events.changed(1, "app.A");
        events.redefined(1, 1, THEN);
        events.changed(2, "app.A");
        events.redefined(2, 1, LATER);

        assertThat(events.take()).isEqualTo(Map.of("app.A", THEN));
    }

    @Test
    void whatNeverBecomesCompleteIsForgotten() {
        events.changed(0, "app.Old");
        for (int id = 1; id <= 256; id++) {
            events.changed(id, "app.Other");
        }

        events.redefined(0, 1, THEN);

        assertThat(events.take()).isEmpty();
    }
}
