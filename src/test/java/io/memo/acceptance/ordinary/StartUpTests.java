package io.memo.acceptance.ordinary;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@LendingTest
@DisplayName("Issue 12.4, SPEC 3.6: what the start of the application tells")
class StartUpTests {

    @Autowired
    private Memoizer memoizer;

    private List<String> found(String method) {
        return memoizer.methods().stream()
                .filter(memoized -> memoized.name().equals(method))
                .findFirst()
                .map(MemoizedMethod::warnings)
                .orElseThrow();
    }

    @ParameterizedTest(
            name = "Issue 12.4: what happens inside {1} is said not to be tracked, by the field that holds it")
    @CsvSource({
        "WithJdbcTemplate, jdbc",
        "WithRestClient, rest",
        "WithRestTemplate, rest",
        "WithHttpClient, http",
        "WithMapper, mapper",
        "WithDigest, digest",
        "WithCaffeine, lengths",
    })
    void clientsAreNotTracked(String type, String field) {
        assertThat(found(type + ".look"))
                .anySatisfy(finding -> assertThat(finding).contains("[not-tracked]", type + "." + field));
    }

    @ParameterizedTest(name = "Issue 12.4: nothing is said of {0}, in which nothing is that a result could depend on")
    @ValueSource(
            strings = {
                "WithLock",
                "WithReadWriteLock",
                "WithSemaphore",
                "WithExecutor",
                "WithMonitor",
                "WithThreadLocal"
            })
    void locksAreNoFinding(String type) {
        assertThat(found(type + ".look")).isEmpty();
    }

    @Test
    @DisplayName("Issue 12.4: a static is named as it is declared, not as a part of the bean")
    void staticIsNamedAsDeclared() {
        assertThat(found("HeldStatics.mapped"))
                .anySatisfy(finding -> assertThat(finding).contains("HeldStatics.MAPPER"))
                .noneSatisfy(finding -> assertThat(finding).contains("this"));
    }

    @Test
    @DisplayName("Issue 12.2: a static logger is no finding")
    void loggerIsNoFinding() {
        assertThat(found("HeldStatics.logged")).isEmpty();
    }
}
