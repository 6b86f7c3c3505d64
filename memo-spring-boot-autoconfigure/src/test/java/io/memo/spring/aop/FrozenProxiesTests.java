package io.memo.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** How proxies of memoized beans are frozen, and which are not. */
class FrozenProxiesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @Test
    void ofASingletonIsFrozenAndMemoizes() {
        runner.run(context -> {
            Service service = context.getBean("service", Service.class);

            assertThat(AopUtils.isCglibProxy(service)).isTrue();
            assertThat(((Advised) service).isFrozen()).isTrue();
            assertThat(service.count()).isEqualTo(1);
            assertThat(service.count()).isEqualTo(1);
            assertThat(context.getBean(Caller.class).service).isSameAs(service);
        });
    }

    @Test
    void isLeftOpenOnDemand() {
        runner.withPropertyValues("memo.freeze-proxies=false").run(context -> {
            Service service = context.getBean("service", Service.class);

            assertThat(((Advised) service).isFrozen()).isFalse();
            assertThat(service.count()).isEqualTo(service.count());
        });
    }

    @Test
    void ofAPrototypeIsLeftOpenForItIsMadeForEachUse() {
        runner.run(context -> {
            Prototype prototype = context.getBean(Prototype.class);

            assertThat(((Advised) prototype).isFrozen()).isFalse();
            assertThat(prototype.count())
                    .isEqualTo(context.getBean(Prototype.class).count());
        });
    }

    @Test
    void keepsTheAdviceOfOthers() {
        runner.withUserConfiguration(Asynchronous.class).run(context -> {
            Both both = context.getBean(Both.class);

            assertThat(((Advised) both).isFrozen()).isTrue();
            assertThat(both.thread().get()).isNotSameAs(Thread.currentThread());
            assertThat(both.count()).isEqualTo(1);
            assertThat(both.count()).isEqualTo(1);
        });
    }

    @Test
    void inACircleOfBeansIsTheOneThatWasInjected() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
                .withAllowCircularReferences(true)
                .withUserConfiguration(Circle.class)
                .run(context -> {
                    One one = context.getBean(One.class);

                    assertThat(context.getBean(Two.class).one).isSameAs(one);
                    assertThat(one.count()).isEqualTo(one.count());
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Service service() {
            return new Service();
        }

        @Bean
        Caller caller(Service service) {
            return new Caller(service);
        }

        @Bean
        @Scope(BeanDefinition.SCOPE_PROTOTYPE)
        Prototype prototype() {
            return new Prototype();
        }
    }

    static class Service {

        @MemoIgnore
        private final AtomicInteger runs = new AtomicInteger();

        @Memoize
        public int count() {
            return runs.incrementAndGet();
        }
    }

    static class Caller {

        private final Service service;

        Caller(Service service) {
            this.service = service;
        }
    }

    static class Prototype {

        @Memoize
        public Object count() {
            return 1;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Asynchronous {

        @Bean
        Both both() {
            return new Both();
        }
    }

    static class Both extends Service {

        @Async
        public CompletableFuture<Thread> thread() {
            return CompletableFuture.completedFuture(Thread.currentThread());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Circle {

        @Bean
        One one() {
            return new One();
        }

        @Bean
        Two two() {
            return new Two();
        }
    }

    static class One extends Service {

        @Autowired
        @Nullable
        Two two;
    }

    static class Two {

        @Autowired
        @Nullable
        One one;
    }
}
