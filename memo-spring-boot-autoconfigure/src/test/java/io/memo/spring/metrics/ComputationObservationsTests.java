package io.memo.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.Memoize;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import io.memo.spring.autoconfigure.MemoObservationAutoConfiguration;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ComputationObservationsTests {

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(MemoAutoConfiguration.class, MemoObservationAutoConfiguration.class))
            .withUserConfiguration(Application.class);
    private final ApplicationContextRunner observed =
            bare.withUserConfiguration(Observing.class).withPropertyValues("memo.observations.enabled=true");

    @Test
    @DisplayName("8: a run is observed, a hit is not; names and key values are the documented ones")
    void computationIsObserved() {
        observed.run(context -> {
            Service service = context.getBean(Service.class);
            service.answer(1);
            service.answer(1);

            List<Observation.Context> stopped = context.getBean(Recorder.class).stopped;
            assertThat(stopped).singleElement().satisfies(run -> {
                assertThat(run.getName()).isEqualTo("memo.computation");
                assertThat(run.getContextualName()).isEqualTo("compute Service.answer");
                assertThat(run.getLowCardinalityKeyValues())
                        .isEqualTo(KeyValues.of("exception", "none", "name", "Service.answer", "outcome", "stored"));
                assertThat(run.getHighCardinalityKeyValues()).isEmpty();
            });
        });
    }

    @Test
    @DisplayName("8: what the method calls is a child of its computation; nothing stays current afterwards")
    void observationIsCurrentWhileTheMethodRuns() {
        observed.run(context -> {
            ObservationRegistry registry = context.getBean(ObservationRegistry.class);
            Service service = context.getBean(Service.class);
            service.calls(() -> Observation.createNotStarted("inner", registry).observe(() -> {}));
            Observation.createNotStarted("outer", registry).observe(() -> service.answer(1));

            List<Observation.Context> stopped = context.getBean(Recorder.class).stopped;
            assertThat(stopped)
                    .extracting(Observation.Context::getName)
                    .containsExactly("inner", "memo.computation", "outer");
            assertThat(stopped.get(0).getParentObservation())
                    .isNotNull()
                    .extracting(parent -> parent.getContextView().getName())
                    .isEqualTo("memo.computation");
            assertThat(stopped.get(1).getParentObservation())
                    .isNotNull()
                    .extracting(parent -> parent.getContextView().getName())
                    .isEqualTo("outer");
            assertThat(registry.getCurrentObservation()).isNull();
        });
    }

    @Test
    @DisplayName("8.3: of an exception the type is told, never the message")
    void failureIsToldByItsType() {
        observed.run(context -> {
            Service service = context.getBean(Service.class);
            service.calls(() -> {
                throw new IllegalStateException("canary");
            });
            assertThatThrownBy(() -> service.answer(1)).hasMessage("canary");

            assertThat(context.getBean(Recorder.class).stopped).singleElement().satisfies(run -> {
                assertThat(run.getLowCardinalityKeyValues())
                        .isEqualTo(KeyValues.of(
                                "exception", "IllegalStateException", "name", "Service.answer", "outcome", "failed"));
                assertThat(run.getError()).isNull();
                assertThat(run.toString()).doesNotContain("canary");
            });
            assertThat(context.getBean(ObservationRegistry.class).getCurrentObservation())
                    .isNull();
        });
    }

    @Test
    @DisplayName(
            "8, 3.4: of an asynchronous result the observation lasts until the value is there, and is current no longer")
    void asynchronousComputation() {
        observed.run(context -> {
            CompletableFuture<String> source = new CompletableFuture<>();
            CompletableFuture<String> answer = context.getBean(Service.class).later(source);
            List<Observation.Context> stopped = context.getBean(Recorder.class).stopped;
            assertThat(context.getBean(ObservationRegistry.class).getCurrentObservation())
                    .isNull();
            assertThat(stopped).isEmpty();

            source.complete("there");
            assertThat(answer).isCompletedWithValue("there");
            assertThat(stopped)
                    .singleElement()
                    .satisfies(run -> assertThat(run.getLowCardinalityKeyValues())
                            .contains(io.micrometer.common.KeyValue.of("outcome", "stored")));
        });
    }

    @Test
    @DisplayName("8: a convention of the application names observations otherwise")
    void conventionCanBeReplaced() {
        observed.withBean(ComputationConvention.class, () -> new ComputationConvention() {
                    @Override
                    public String getName() {
                        return "acme.computation";
                    }
                })
                .run(context -> {
                    context.getBean(Service.class).answer(1);
                    assertThat(context.getBean(Recorder.class).stopped)
                            .extracting(Observation.Context::getName)
                            .containsExactly("acme.computation");
                });
    }

    @Test
    @DisplayName("8: off by default")
    void offByDefault() {
        bare.withUserConfiguration(Observing.class).run(context -> {
            context.getBean(Service.class).answer(1);
            assertThat(context.getBean(Recorder.class).stopped).isEmpty();
            assertThat(context).doesNotHaveBean(ComputationObservations.class);
        });
    }

    @Test
    @DisplayName("8: works without a registry, and without Micrometer")
    void registryIsOptional() {
        ApplicationContextRunner enabled = bare.withPropertyValues("memo.observations.enabled=true");
        enabled.run(
                context -> assertThat(context.getBean(Service.class).answer(1)).isEqualTo("answer 1"));
        enabled.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context ->
                        assertThat(context.getBean(Service.class).answer(1)).isEqualTo("answer 1"));
    }

    public static class Service {

        @io.memo.MemoIgnore
        private Runnable inner = () -> {};

        public void calls(Runnable newInner) {
            inner = newInner;
        }

        @Memoize
        public Object answer(int question) {
            inner.run();
            return "answer " + question;
        }

        @Memoize
        public CompletableFuture<String> later(@io.memo.MemoIgnore CompletableFuture<String> source) {
            return source;
        }
    }

    static final class Recorder implements ObservationHandler<Observation.Context> {

        final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            stopped.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Observing {

        @Bean
        Recorder recorder() {
            return new Recorder();
        }

        @Bean
        ObservationRegistry observationRegistry(Recorder recorder) {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(recorder);
            return registry;
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
