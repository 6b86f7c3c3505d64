package io.memo.spring.autoconfigure.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.engine.observe.MemoListener.Running;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
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
class SlowComputationsTests {

    private static final String LINE =
            "The computation of Service.answer still runs after PT0.001S (memo.log-slow-after). It was begun by thread 'caller'.";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @Test
    @DisplayName(
            "8.1: a slow computation is told of once, while it runs; the thread that does it goes with the context")
    void slowComputationIsTold(CapturedOutput output) {
        runner.withPropertyValues("memo.log-slow-after=1ms").run(context -> {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Object> answer = call(context.getBean(Service.class), release);
            await().until(() -> output.getOut().contains(LINE));

            assertThat(answer).isNotDone();
            assertThat(watchers())
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
            release.countDown();
            assertThat(answer.join()).isEqualTo("answer");
            assertThat(output.getOut().split("still runs after", -1)).hasSize(2);
            assertThat(output).doesNotContain("canary");
        });
        await().until(() -> watchers().findAny().isEmpty());
    }

    @Test
    @DisplayName("8.1: what ends in time is not told of, and nothing of it is kept")
    void nothingIsKeptOfWhatEnded() {
        runner.run(context -> {
            MemoizedMethod method = context.getBean(Memoizer.class).methods().get(0);
            ScheduledThreadPoolExecutor watch = SlowComputations.watch();
            try (SlowComputations slow = new SlowComputations(Duration.ofHours(1), watch)) {
                Running running = slow.computationStarted(method);
                assertThat(watch.getQueue()).hasSize(1);
                running.ended(io.memo.ComputationOutcome.STORED, Duration.ZERO);
                assertThat(watch.getQueue()).isEmpty();
            }
            assertThat(watch.isShutdown()).isTrue();
        });
    }

    @Test
    @DisplayName("8.1: a computation that begins or lasts while the context closes is not disturbed")
    void closedWatchIsHarmless() {
        runner.run(context -> {
            MemoizedMethod method = context.getBean(Memoizer.class).methods().get(0);
            SlowComputations slow = new SlowComputations(Duration.ofHours(1), SlowComputations.watch());
            Running lasting = slow.computationStarted(method);
            slow.close();
            lasting.ended(io.memo.ComputationOutcome.STORED, Duration.ZERO);
            assertThat(slow.computationStarted(method)).isSameAs(Running.UNOBSERVED);
        });
    }

    @Test
    @DisplayName("8.1: off by default and if empty, and then there is no thread")
    void offByDefault() {
        Stream.of("memo.enabled=true", "memo.log-slow-after=")
                .forEach(property -> runner.withPropertyValues(property).run(context -> {
                    CountDownLatch release = new CountDownLatch(0);
                    assertThat(call(context.getBean(Service.class), release).join())
                            .isEqualTo("answer");
                    assertThat(context).doesNotHaveBean(SlowComputations.class);
                    assertThat(watchers()).isEmpty();
                }));
    }

    private static CompletableFuture<Object> call(Service service, CountDownLatch release) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        new Thread(() -> answer.complete(service.answer("canary", release)), "caller").start();
        return answer;
    }

    private static Stream<Thread> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(SlowComputations.THREAD));
    }

    public static class Service {

        @Memoize
        public Object answer(String question, @MemoIgnore CountDownLatch release) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "answer";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }
    }
}
