package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.MemoConsoleAutoConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleOnReactiveTests {

    @Test
    @DisplayName("issue 6: a reactive application starts without the console, and is told so")
    void reactiveApplication(CapturedOutput output) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(MemoAutoConfiguration.class, MemoConsoleAutoConfiguration.class))
                .withPropertyValues("memo.console.enabled=true")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ServletRegistrationBean.class));
        assertThat(output).contains("the console of memo needs a servlet web application");
    }
}
