package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Issue 12.15: conditions that cannot be evaluated. */
@ExtendWith(OutputCaptureExtension.class)
class ConditionFailuresTests {

    @MemoIgnore
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
            .withBean(Service.class);

    @ParameterizedTest
    @ValueSource(strings = {"condition", "unless", "validate"})
    @DisplayName(
            "Issue 12.15: one that fails for a call costs the hit, not the call; one line names the method, and no value")
    void failingConditionCostsTheHitOnly(String attribute, CapturedOutput output) {
        RUNS.set(0);
        runner.withPropertyValues("memo.methods.Service.answer.%s=#id.length.secret == 1".formatted(attribute))
                .run(context -> {
                    Service service = context.getBean(Service.class);
                    for (int i = 0; i < 3; i++) {
                        assertThat(service.answer("question")).isEqualTo("to question");
                    }
                    assertThat(RUNS).hasValue(3);
                    assertThat(output)
                            .containsOnlyOnce(
                                    attribute + " = \"#id.length.secret == 1\" of Service.answer cannot be evaluated")
                            .doesNotContain("question");
                });
    }

    @Test
    @DisplayName("Issue 12.15: without one the second call hits")
    void secondCallHitsWithoutACondition() {
        RUNS.set(0);
        runner.run(context -> {
            context.getBean(Service.class).answer("question");
            context.getBean(Service.class).answer("question");
            assertThat(RUNS).hasValue(1);
        });
    }

    @Test
    @DisplayName("Issue 12.15: a bare name where a variable is meant stops the start with what to write")
    void bareName() {
        runner.withPropertyValues("memo.methods.Service.answer.unless=result == null")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("@Memoize on ConditionFailuresTests.Service.answer(String)")
                        .hasStackTraceContaining(
                                "unless = \"result == null\" names result, which is no property of the call.")
                        .hasStackTraceContaining("Write #result."));
    }

    public static class Service {
        @Memoize
        public String answer(String id) {
            RUNS.incrementAndGet();
            return "to " + id;
        }
    }
}
