package io.memo.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.CheckMode;
import io.memo.Memoize;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.engine.MemoEngine;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.spring.spec.HasherBeans;
import io.memo.spring.spec.MemoizeDefaults;
import io.memo.spring.spec.SpecSource;
import org.junit.jupiter.api.Test;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;

class MemoizeAspectTests {

    @Test
    void aspectCanBeAppliedByAspectJ() {
        MemoEngine engine = MemoEngine.builder(
                        CodeFingerprinter.forPackages(getClass().getClassLoader(), "io.memo.spring.aop"))
                .build();
        DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
        SpecSource specs = new SpecSource(
                new StandardEnvironment(),
                new HasherBeans(beanFactory),
                new MemoizeDefaults(10, MutationPolicy.WARN, CheckMode.BUDGETED, ReturnMode.SHARED, false),
                beanFactory);
        MemoizedMethods methods = new MemoizedMethods(engine, specs, new InnerAdvice(beanFactory, 0));
        AspectJProxyFactory factory = new AspectJProxyFactory(new Greeter());
        factory.addAspect(new MemoizeAspect(() -> methods));
        Greeter greeter = factory.getProxy();

        assertThat(greeter.greet("Ann")).isEqualTo("Hello Ann").isSameAs(greeter.greet("Ann"));
        assertThat(engine.methods()).singleElement().satisfies(method -> {
            assertThat(method.name()).isEqualTo("Greeter.greet");
            assertThat(method.figures().hits()).isOne();
            assertThat(method.figures().misses()).isOne();
        });
    }

    static class Greeter {

        @Memoize
        public String greet(String name) {
            return "Hello " + name;
        }
    }
}
