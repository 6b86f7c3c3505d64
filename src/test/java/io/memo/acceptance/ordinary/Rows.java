package io.memo.acceptance.ordinary;

import static io.memo.spring.test.MemoAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What the rows have in common: a first call that runs, and a second one that gets the very object of the first. */
final class Rows {

    private Rows() {}

    /** Makes the call twice and returns the result. */
    static <T> T runsThenHits(Callable<T> call) {
        List<T> results = new ArrayList<>();
        assertThatCall(() -> results.add(call.call())).misses();
        assertThatCall(() -> results.add(call.call())).hits();
        assertThat(results.get(1)).isSameAs(results.get(0));
        return results.get(0);
    }
}
