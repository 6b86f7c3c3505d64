package io.memo.spring.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.Memoizer;
import io.memo.WarmUp;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.warmup.MemoWarmUpAutoConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;

/** 10.5: warm-ups of real starts by Spring Boot. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WarmUpStartTests {

    @MemoIgnore
    private static final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    private static volatile CountDownLatch gate = new CountDownLatch(0);

    @BeforeEach
    void beginAnew() {
        seen.clear();
        gate = new CountDownLatch(0);
    }

    @Test
    @DisplayName("10.5: the application is ready when its warm-ups and runners have ended, and the first call hits")
    void readyWhenWarm(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(WithRates.class)) {
            assertThat(seen)
                    .containsExactly("runner", "runner", "runner", "runner", "computed EUR", "computed USD", "ready");
            assertThat(context.getBean(Rates.class).of("EUR")).isEqualTo("EUR");
            assertThat(context.getBean(Memoizer.class)
                            .methods()
                            .get(0)
                            .figures()
                            .hits())
                    .isOne();
            assertThat(output).contains("Warm-ups before readiness: 1 of 1 done in ");
            assertThat(figures(context).took("currencies", WarmUpOutcome.DONE)).isNotNull();
            await().until(() -> warming().findAny().isEmpty());
        }
    }

    @Test
    @DisplayName("10.5: what is behind readiness begins when the application is ready, which waits for none of it")
    void behindReadiness(CapturedOutput output) {
        gate = new CountDownLatch(1);
        try (ConfigurableApplicationContext context = start(Behind.class)) {
            assertThat(seen).contains("ready").doesNotContain("ended");
            gate.countDown();
            await().until(() -> output.getOut().contains("Warm-ups behind readiness: 1 of 1 done in "));
            assertThat(seen).containsExactlyInAnyOrder("ready", "begun", "ended");
            assertThat(output).doesNotContain("before readiness");
        }
    }

    @Test
    @DisplayName("10.5: memo.warm-up.before-readiness=false has the start wait for none")
    void noneBeforeReadiness() {
        gate = new CountDownLatch(1);
        try (ConfigurableApplicationContext context = start(Waiting.class, "memo.warm-up.before-readiness=false")) {
            assertThat(seen).contains("ready").doesNotContain("ended");
            gate.countDown();
            await().until(() -> figures(context).took("waiting", WarmUpOutcome.DONE) != null);
        }
    }

    @Test
    @DisplayName("10.5: the start goes on when the time is over, and tells what it waits for no longer")
    void startWaitsNoLongerThanTold(CapturedOutput output) {
        gate = new CountDownLatch(1);
        try (ConfigurableApplicationContext context = start(Deaf.class, "memo.warm-up.timeout=1ms")) {
            assertThat(seen).doesNotContain("ended");
            assertThat(output)
                    .containsAnyOf("1 not yet, which the start waits for no longer", "0 of 1 done")
                    .contains("Warm-ups before readiness: ");
            await().until(() -> output.getOut().contains("The warm-up 'deaf' was interrupted after "));
            assertThat(figures(context).took("deaf", WarmUpOutcome.TIMEOUT)).isNotNull();
        } finally {
            gate.countDown();
        }
    }

    @Test
    @DisplayName("10.5: whatever a warm-up throws is told by type and place alone, and the application starts")
    void failuresDisturbNothing(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(Failing.class)) {
            assertThat(seen).contains("good", "ready");
            assertThat(Stream.of("exception", "error", "undecided"))
                    .allSatisfy(bean -> assertThat(figures(context).took(bean, WarmUpOutcome.FAILED))
                            .isNotNull());
            assertThat(output)
                    .contains("The warm-up 'exception' failed after ")
                    .contains("java.io.IOException at " + Failing.class.getName())
                    .contains(", by java.lang.IllegalStateException at ")
                    .contains("The warm-up 'error' failed after ")
                    .contains("The warm-up 'undecided' did not begin: java.lang.UnsupportedOperationException at ")
                    .contains("Warm-ups before readiness: 1 of 3 done in ")
                    .contains(", 2 failed")
                    .doesNotContain("canary");
        }
    }

    @Test
    @DisplayName("10.5: warm-ups begin by @Order on the class or the @Bean method")
    void orderIsTheirs() {
        try (ConfigurableApplicationContext context = start(Ordered.class, "memo.warm-up.threads=1")) {
            assertThat(seen).containsExactly("one", "two", "three", "last", "ready");
        }
    }

    @Test
    @DisplayName("10.5: beans that are made lazily are made for it; one that cannot be made is a failure of its own")
    void lazyBeans(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(LazyOnes.class, "spring.main.lazy-initialization=true")) {
            assertThat(seen).containsExactlyInAnyOrder("lazy", "scoped", "ready");
            assertThat(output).contains("The warm-up 'broken' did not begin: ");
        }
    }

    @Test
    @DisplayName("10.5: nothing runs where memo or its warm-ups are switched off, or nothing is there to run")
    void switchedOff(CapturedOutput output) {
        Stream.of("memo.enabled=false", "memo.warm-up.enabled=false")
                .forEach(property -> start(WithRates.class, property).close());
        start(Application.class).close();
        assertThat(seen).containsOnly("runner", "ready").hasSize(11);
        assertThat(output).doesNotContain("Warm-ups");
    }

    @Test
    @DisplayName("10.5: parent and child run their own warm-ups, each once")
    void parentAndChild() {
        SpringApplicationBuilder parent =
                new SpringApplicationBuilder(ParentOfOthers.class).web(WebApplicationType.NONE);
        try (ConfigurableApplicationContext child =
                parent.child(Behind.class).web(WebApplicationType.NONE).run()) {
            await().until(() -> seen.contains("ended"));
            assertThat(seen.stream().filter("parent"::equals)).hasSize(1);
            assertThat(seen.stream().filter("parent behind"::equals)).hasSize(1);
            assertThat(seen.stream().filter("begun"::equals)).hasSize(1);
        }
    }

    @Test
    @DisplayName("10.5: a context that closes ends what is behind readiness at once, and does not wait for it")
    void closingInterrupts() {
        gate = new CountDownLatch(1);
        try {
            ConfigurableApplicationContext context = start(Deaf.class, "memo.warm-up.before-readiness=false");
            await().until(() -> seen.contains("begun"));
            WarmUpFigures figures = context.getBean(WarmUpFigures.class);
            context.close();
            assertThat(figures.took("deaf", WarmUpOutcome.CANCELLED)).isNotNull();
            await().until(() -> seen.contains("interrupted"));
            assertThat(seen).doesNotContain("ended");
        } finally {
            gate.countDown();
        }
    }

    @Test
    @DisplayName("10.5: warm-ups end before anything of the context is stopped, and not because a child closes")
    void closingComesFirst() {
        gate = new CountDownLatch(1);
        SpringApplicationBuilder parent = application(StoppedLast.class);
        ConfigurableApplicationContext child =
                parent.child(Application.class).web(WebApplicationType.NONE).run();
        WarmUpFigures figures = child.getParent().getBean(WarmUpFigures.class);
        child.close();
        assertThat(figures.took("deaf", WarmUpOutcome.CANCELLED)).isNull();
        ((ConfigurableApplicationContext) child.getParent()).close();
        assertThat(seen).contains("stopped, warm-up cancelled");
        gate.countDown();
    }

    @Test
    @DisplayName("10.5: a context that closes while its start waits for warm-ups ends the start, which is never ready")
    void closingEndsTheWait() {
        gate = new CountDownLatch(1);
        CompletableFuture<ConfigurableApplicationContext> starting = new CompletableFuture<>();
        CompletableFuture<?> start = CompletableFuture.runAsync(() ->
                application(Waiting.class).initializers(starting::complete).run());
        await().until(() -> seen.contains("begun"));
        starting.join().close();
        assertThat(start)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SpringApplication.AbandonedRunException.class);
        assertThat(seen).containsExactly("begun");
    }

    @Test
    @DisplayName("10.5: a start whose thread is interrupted waits for warm-ups no longer")
    void interruptedStart() throws InterruptedException {
        gate = new CountDownLatch(1);
        CompletableFuture<Boolean> stayed = new CompletableFuture<>();
        Thread starter = new Thread(() -> {
            try (ConfigurableApplicationContext context = start(Waiting.class)) {
                stayed.complete(Thread.interrupted());
                gate.countDown();
                await().until(() -> seen.contains("ended"));
            }
        });
        starter.start();
        await().until(() -> seen.contains("begun"));
        starter.interrupt();
        assertThat(stayed).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
        starter.join();
        assertThat(seen).containsExactly("begun", "ready", "ended");
    }

    private static ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
        return application(configuration).properties(properties).run();
    }

    private static SpringApplicationBuilder application(Class<?> configuration) {
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.main.banner-mode", "off"))
                .registerShutdownHook(false);
    }

    private static WarmUpFigures figures(ConfigurableApplicationContext context) {
        return context.getBean(WarmUpFigures.class);
    }

    private static Stream<Thread> warming() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("memo-warm-up-"));
    }

    private static void waitForGate() throws InterruptedException {
        seen.add("begun");
        gate.await();
        seen.add("ended");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({AopAutoConfiguration.class, MemoAutoConfiguration.class, MemoWarmUpAutoConfiguration.class
    })
    static class Application {

        @Bean
        ApplicationListener<AvailabilityChangeEvent<ReadinessState>> readiness() {
            return event -> {
                if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
                    seen.add("ready");
                }
            };
        }
    }

    public static class Rates {

        @Memoize
        public String of(String currency) {
            seen.add("computed " + currency);
            return currency;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithRates extends Application {

        @Bean
        Rates rates() {
            return new Rates();
        }

        @Bean
        WarmUp currencies(Rates rates) {
            return () -> List.of("EUR", "USD").forEach(rates::of);
        }

        /** Several: those without an order come in any order. */
        @Bean
        ApplicationRunner runner() {
            return arguments -> seen.add("runner");
        }

        @Bean
        ApplicationRunner second() {
            return arguments -> seen.add("runner");
        }

        @Bean
        @Order
        ApplicationRunner last() {
            return arguments -> seen.add("runner");
        }

        @Bean
        CommandLineRunner ofCommands() {
            return arguments -> seen.add("runner");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Behind extends Application {

        @Bean
        WarmUp behind() {
            return WarmUp.behindReadiness(WarmUpStartTests::waitForGate);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ParentOfOthers extends Application {

        @Bean
        WarmUp parent() {
            return () -> seen.add("parent");
        }

        @Bean
        WarmUp parentBehind() {
            return WarmUp.behindReadiness(() -> seen.add("parent behind"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Waiting extends Application {

        @Bean
        WarmUp waiting() {
            return WarmUpStartTests::waitForGate;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Deaf extends Application {

        @Bean
        WarmUp deaf() {
            return () -> {
                seen.add("begun");
                while (gate.getCount() > 0) {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        seen.add("interrupted");
                    }
                }
                seen.add("ended");
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StoppedLast extends Deaf {

        @Bean
        SmartLifecycle lifecycle(WarmUpFigures figures) {
            return new SmartLifecycle() {
                private volatile boolean running;

                @Override
                public void start() {
                    running = true;
                }

                @Override
                public void stop() {
                    running = false;
                    boolean cancelled = figures.took("deaf", WarmUpOutcome.CANCELLED) != null;
                    seen.add("stopped, warm-up " + (cancelled ? "cancelled" : "running"));
                }

                @Override
                public boolean isRunning() {
                    return running;
                }
            };
        }

        @Override
        @Bean
        WarmUp deaf() {
            return WarmUp.behindReadiness(super.deaf());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing extends Application {

        @Bean
        WarmUp exception() {
            return () -> {
                throw new java.io.IOException("canary", new IllegalStateException("canary"));
            };
        }

        @Bean
        WarmUp error() {
            return () -> {
                throw new NoClassDefFoundError("canary");
            };
        }

        @Bean
        WarmUp undecided() {
            return new WarmUp() {
                @Override
                public void warmUp() {
                    seen.add("undecided");
                }

                @Override
                public boolean beforeReadiness() {
                    throw new UnsupportedOperationException("canary");
                }
            };
        }

        @Bean
        WarmUp good() {
            return () -> seen.add("good");
        }
    }

    @Order(2)
    static class Second implements WarmUp {

        @Override
        public void warmUp() {
            seen.add("two");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Ordered extends Application {

        @Bean
        WarmUp last() {
            return () -> seen.add("last");
        }

        @Bean
        @Order(3)
        WarmUp three() {
            return () -> seen.add("three");
        }

        @Bean
        Second two() {
            return new Second();
        }

        @Bean
        @Order(1)
        WarmUp one() {
            return () -> seen.add("one");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyOnes extends Application {

        @Bean
        @Lazy
        WarmUp lazy() {
            return () -> seen.add("lazy");
        }

        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
        WarmUp scoped() {
            return () -> seen.add("scoped");
        }

        @Bean
        WarmUp broken(@Nullable Void nothing) {
            throw new IllegalStateException("no such table");
        }
    }
}
