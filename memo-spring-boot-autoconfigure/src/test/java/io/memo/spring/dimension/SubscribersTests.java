package io.memo.spring.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Who subscribes is told by Spring Security's context of the subscriber, with the real context propagation. */
@DisplayName("SPEC 11.1")
@Timeout(60)
class SubscribersTests {

    static class Desk {

        @MemoIgnore
        final AtomicInteger runs = new AtomicInteger();

        @Memoize(varyBy = "principal")
        public Mono<String> mono(int number) {
            return ReactiveSecurityContextHolder.getContext()
                    .map(context -> runs.incrementAndGet() + " " + name(context))
                    .defaultIfEmpty("nobody")
                    .doOnNext(name -> assertThat(
                                    SecurityContextHolder.getContext().getAuthentication())
                            .isNull());
        }

        @Memoize(varyBy = "principal")
        public Flux<String> flux(int number) {
            return ReactiveSecurityContextHolder.getContext()
                    .flatMapMany(context -> Flux.just("" + runs.incrementAndGet(), name(context)));
        }

        private static String name(SecurityContext context) {
            return Objects.requireNonNull(context.getAuthentication()).getName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Desk desk() {
            return new Desk();
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class, MemoDimensionAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("memo.warnings=fail");

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    private static Context user(String name) {
        return ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(name, "", "USER"));
    }

    @Test
    @DisplayName("SPEC 11.1: each user's Mono is its own, also on another thread, and the second time hits")
    void monoIsOfItsSubscriber() {
        runner.run(context -> {
            Mono<String> mono = context.getBean(Desk.class).mono(1).subscribeOn(Schedulers.parallel());
            for (int time = 0; time < 2; time++) {
                assertThat(mono.contextWrite(user("ann")).block()).isEqualTo("1 ann");
                assertThat(mono.contextWrite(user("bob")).block()).isEqualTo("2 bob");
            }
        });
    }

    @Test
    @DisplayName("SPEC 11.1: so is a Flux")
    void fluxIsOfItsSubscriber() {
        runner.run(context -> {
            Flux<String> flux = context.getBean(Desk.class).flux(1).subscribeOn(Schedulers.parallel());
            for (int time = 0; time < 2; time++) {
                assertThat(flux.contextWrite(user("ann")).collectList().block()).containsExactly("1", "ann");
                assertThat(flux.contextWrite(user("bob")).collectList().block()).containsExactly("2", "bob");
            }
        });
    }

    @Test
    @DisplayName("SPEC 11.1: who is nobody, or is still being loaded, runs the method")
    void nobodyRunsTheMethod() {
        runner.run(context -> {
            Desk desk = context.getBean(Desk.class);
            assertThat(desk.mono(1).block()).isEqualTo("nobody");
            Mono<SecurityContext> loaded =
                    Mono.just(new SecurityContextImpl(new TestingAuthenticationToken("ann", "", "USER")));
            AtomicInteger asked = new AtomicInteger();
            Context loading = ReactiveSecurityContextHolder.withSecurityContext(
                    Mono.defer(() -> asked.getAndIncrement() % 2 == 0 ? Mono.never() : loaded));
            assertThat(desk.mono(1).contextWrite(loading).block()).isEqualTo("1 ann");
            assertThat(desk.mono(1).contextWrite(loading).block()).isEqualTo("2 ann");
        });
    }

    @Test
    @DisplayName("SPEC 11.1: a subscriber without a context of its own is whoever the thread is")
    void threadCountsWithoutContext() {
        runner.run(context -> {
            Desk desk = context.getBean(Desk.class);
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "USER"));
            assertThat(desk.flux(1).collectList().block()).isEmpty();
            assertThat(desk.flux(1).contextWrite(user("bob")).collectList().block())
                    .containsExactly("1", "bob");
            assertThat(desk.flux(1).collectList().block()).isEmpty();
        });
    }
}
