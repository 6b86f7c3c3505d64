package io.memo.spring.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Issue 12.15: a child context in which Boot configures nothing. */
@ExtendWith(OutputCaptureExtension.class)
class ChildContextsTests {

    private static final String FINDING =
            "[not-interceptable] ChildContextsTests.Service.answer() is not memoized: its bean is in"
                    + " the child context";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class));

    private static void child(ApplicationContext parent, Class<?>... beans) {
        try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
            child.setParent(parent);
            child.register(beans);
            child.refresh();
        }
    }

    @Test
    @DisplayName("Issue 12.15: its memoized methods, which nothing intercepts, are reported with what to import")
    void methodsThatNothingInterceptsAreReported(CapturedOutput output) {
        runner.run(parent -> child(parent, Service.class));
        assertThat(output).contains(FINDING, "@ImportAutoConfiguration(");
    }

    @Test
    @DisplayName(
            "Issue 12.15: where it has none, or makes proxies of its own, or nobody wants to know, there is no word")
    void notReported(CapturedOutput output) {
        runner.run(parent -> child(parent, Object.class));
        runner.run(parent -> runner.withParent(parent).withBean(Service.class).run(context -> {}));
        runner.withPropertyValues("memo.warnings=off").run(parent -> child(parent, Service.class));
        assertThat(output).doesNotContain("not-interceptable");
    }

    @Test
    @DisplayName("Issue 12.15: memo.warnings=fail stops the child")
    void failingWarningsStopTheChild() {
        runner.withPropertyValues("memo.warnings=fail")
                .run(parent -> assertThatThrownBy(() -> child(parent, Service.class))
                        .isInstanceOf(InvalidMemoizeException.class)
                        .hasMessageContaining(FINDING));
    }

    public static class Service {
        @Memoize
        public String answer() {
            return "42";
        }
    }
}
