package shop;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.FunctionOptions;
import io.memo.Memoizer;
import io.memo.MissCause;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Assertions where there is no Spring test, and where the clock stands still. */
class SameInstantTests {

    @Test
    @DisplayName("8.2: where the clock stands still it is not guessed which of two methods missed first")
    void sameInstant() {
        Memoizer memoizer = Memoizer.builder().clock(() -> Instant.EPOCH).build();
        var inner = memoizer.memoize(FunctionOptions.named("inner"), (String text) -> text.length());
        var outer = memoizer.memoize(FunctionOptions.named("outer"), (String text) -> inner.apply(text) + 1);
        assertThatThrownBy(
                        () -> assertThatCall(memoizer, () -> outer.apply("a")).misses())
                .hasMessage("expected a miss of one method, but it cannot be told which of inner and outer missed"
                        + " first; say with of(…) which is meant");
        assertThatCall(memoizer, () -> outer.apply("bc")).of("outer").misses().because(MissCause.ARGUMENT_CHANGED);
    }

    @Test
    @DisplayName("2: without a Spring test it is said what to do")
    void noSpringTest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatCall(() -> {}))
                .withMessage(
                        "No Spring test runs in this thread, so there is no application context whose memoizers could"
                                + " be asked. Use @SpringBootTest or a slice, or assertThatCall(memoizer, call).");
    }
}
