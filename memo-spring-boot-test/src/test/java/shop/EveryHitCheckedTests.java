package shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.CachedObjectMutatedEvent;
import io.memo.Memoizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** 5.6: when results are checked in tests. */
@SpringBootTest
@RecordApplicationEvents
class EveryHitCheckedTests {

    @Test
    @DisplayName(
            "SPEC 5.6: in a test a change of a large result is reported by the very next hit, in the thread of the test")
    void nextHitReports(@Autowired Memoizer memoizer, @Autowired ApplicationEvents events) {
        Function<Integer, List<String>> named =
                memoizer.memoize(size -> new ArrayList<>(Collections.nCopies(size, "one")));
        List<String> stored = named.apply(1_000);
        named.apply(1_000);
        stored.set(500, "another");
        named.apply(1_000);
        assertThat(events.stream(CachedObjectMutatedEvent.class)).hasSize(1);
    }

    @Nested
    @TestPropertySource(properties = "memo.mutation-check=budgeted")
    class WithAProperty {

        @Test
        @DisplayName("SPEC 5.6: what a test or the application says of checks wins")
        void explicitSettingWins(@Value("${memo.mutation-check}") String check) {
            assertThat(check).isEqualTo("budgeted");
        }
    }
}
