package io.memo.engine.call;

import static io.memo.FunctionOptions.defaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.FunctionOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPEC 10.3, 10.4: what the options of a function are asked about its results. */
class FunctionConditionsTests {

    private static final Object[] NONE = {};

    private static CallConditions of(FunctionOptions options) {
        return Objects.requireNonNull(FunctionConditions.of(options.freshness()));
    }

    private static @Nullable Duration good(CallConditions conditions, @Nullable Object result) {
        return conditions.ttl("function", NONE, result, Instant.EPOCH);
    }

    @Test
    @DisplayName("SPEC 10.3: each result is asked for its time; null is none, and what is thrown is not caught")
    void resultIsAskedForItsTime() {
        CallConditions conditions = of(defaults()
                .ttlOf(result -> result == null ? null : Duration.ofMillis(Long.parseLong(result.toString()))));
        assertThat(good(conditions, 90)).isEqualTo(Duration.ofMillis(90));
        assertThat(good(conditions, null)).isNull();
        assertThatThrownBy(() -> good(conditions, "soon")).isInstanceOf(NumberFormatException.class);
        assertThat(conditions.releases()).isFalse();
        conditions.release("nothing happens");
    }

    @Test
    @DisplayName("SPEC 10.4: each result is released as it was returned")
    void resultIsReleased() {
        List<@Nullable Object> released = new ArrayList<>();
        CallConditions conditions = of(defaults().onRelease(released::add));
        assertThat(conditions.releases()).isTrue();
        conditions.release("one");
        conditions.release(null);
        assertThat(released).containsExactly("one", null);
        assertThat(good(conditions, "one")).isNull();
    }

    @Test
    @DisplayName("SPEC 10.1 to 10.4: nothing else is decided; without either there is nobody to ask")
    void nothingElseIsDecided() {
        assertThat(FunctionConditions.of(defaults().refresh(Duration.ofHours(1)).freshness()))
                .isNull();
        CallConditions conditions = of(defaults().ttlOf(result -> Duration.ZERO));
        assertThat(conditions.condition("function", NONE)).isTrue();
        assertThat(conditions.unless("function", NONE, "one", Duration.ZERO)).isFalse();
        assertThat(conditions.validate("function", NONE, "one")).isTrue();
    }
}
