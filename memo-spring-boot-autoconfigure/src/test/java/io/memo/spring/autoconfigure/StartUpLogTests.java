package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hasher;
import io.memo.Memoize;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class StartUpLogTests {

    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class));

    @Test
    @DisplayName("6.5, 8: one line with counts, and the findings once")
    void countsAreLogged(CapturedOutput output) {
        bare.withUserConfiguration(Application.class)
                .withPropertyValues("memo.packages=org.opentest4j,org.apiguardian")
                .run(context -> {
                    assertThat(output)
                            .containsOnlyOnce(
                                    "memo: 2 methods memoized, 1 hasher, 1 finding, packages org.opentest4j, org.apiguardian")
                            .containsOnlyOnce("1 finding(s) about @Memoize methods")
                            .containsOnlyOnce("[clock] Service.time reads the clock");
                });
    }

    @Test
    @DisplayName("6.5: memo.warnings=off")
    void findingsNotLookedFor(CapturedOutput output) {
        bare.withUserConfiguration(Application.class)
                .withPropertyValues("memo.warnings=off")
                .run(context -> assertThat(output)
                        .contains("memo: 2 methods memoized, 1 hasher, findings not looked for, no packages named"));
    }

    @Test
    @DisplayName("8: a child context is the same application")
    void childContextIsSilent(CapturedOutput output) {
        bare.withUserConfiguration(Application.class)
                .run(parent -> bare.withParent(parent)
                        .run(child -> assertThat(lines(output))
                                .as("nothing of its own")
                                .isOne()));
    }

    @Test
    @DisplayName("8: a child context tells of methods of its own")
    void childContextTellsOfItsOwn(CapturedOutput output) {
        bare.run(parent -> bare.withUserConfiguration(Application.class)
                .withParent(parent)
                .run(child -> assertThat(lines(output)).isEqualTo(2)));
        assertThat(output).containsOnlyOnce("memo: 0 methods").containsOnlyOnce("memo: 2 methods");
    }

    @Test
    @DisplayName("8: a restarted application tells again, as after a restart by DevTools")
    void restartTellsAgain(CapturedOutput output) {
        bare.withUserConfiguration(Application.class)
                .run(first -> assertThat(lines(output)).isOne());
        bare.withUserConfiguration(Application.class)
                .run(second -> assertThat(lines(output)).isEqualTo(2));
    }

    @Test
    @DisplayName("SPEC 6.7: nobody listens for replaced code in production, and nothing is said about it")
    void nothingIsSaidWhereNobodyListens(CapturedOutput output) {
        bare.withUserConfiguration(Application.class)
                .run(context -> assertThat(output)
                        .contains("1 finding, no packages named\n")
                        .doesNotContain("live code"));
    }

    @Test
    @DisplayName("SPEC 6.7: an agent that was asked for and is not there is told, with the option that starts it")
    void missingAgentIsToldWithTheRemedy(CapturedOutput output) {
        bare.withUserConfiguration(Application.class)
                .withPropertyValues("memo.live-code=agent")
                .run(context -> assertThat(output)
                        .containsOnlyOnce("memo.live-code=agent, but memo's agent was not started")
                        .contains("start java with -javaagent:path/to/memo-agent.jar"));
    }

    private static int lines(CapturedOutput output) {
        return output.getAll().split("memo: \\d+ methods? memoized", -1).length - 1;
    }

    public static class Service {

        @Memoize
        public Object answer(int question) {
            return "answer " + question;
        }

        @Memoize
        public Object time(int question) {
            return System.currentTimeMillis();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }

        @Bean
        Hasher<Thread> byName() {
            return Thread::getName;
        }
    }
}
