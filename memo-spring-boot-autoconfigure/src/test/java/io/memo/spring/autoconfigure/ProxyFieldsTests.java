package io.memo.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoize;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Issue 13.7: a field read from outside is the proxy's, a method called on it is the target's. */
class ProxyFieldsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MemoAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @ParameterizedTest
    @DisplayName("Issue 13.7: a write to the proxy's own field is seen, and one to the target's")
    @ValueSource(classes = {Plain.class, BesideACollection.class})
    void bothFieldsCount(Class<? extends IntUnaryOperator> type) {
        runner.run(context -> {
            IntUnaryOperator prices = context.getBean(type);
            Rates proxy = context.getBean(Rates.class);
            assertThat(AopUtils.isCglibProxy(proxy)).isTrue();
            Rates target = (Rates) ((Advised) proxy).getTargetSource().getTarget();

            assertThat(prices.applyAsInt(100)).isEqualTo(5);
            proxy.factor = 3;
            assertThat(prices.applyAsInt(100)).isEqualTo(305);
            target.factor = 6;
            assertThat(prices.applyAsInt(100)).isEqualTo(306);
            proxy.factor = 0;
            target.factor = 5;
            assertThat(prices.applyAsInt(100)).isEqualTo(5);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Rates rates() {
            ProxyFactory factory = new ProxyFactory(new Rates());
            factory.setProxyTargetClass(true);
            factory.addAdvice((MethodInterceptor) invocation -> invocation.proceed());
            return (Rates) factory.getProxy();
        }

        @Bean
        Plain plain(Rates rates) {
            return new Plain(rates);
        }

        @Bean
        BesideACollection besideACollection(Rates rates) {
            return new BesideACollection(rates);
        }
    }

    static class Rates {

        int factor = 5;

        public int factor() {
            return factor;
        }
    }

    static class Plain implements IntUnaryOperator {

        private final Rates rates;

        Plain(Rates rates) {
            this.rates = rates;
        }

        @Override
        @Memoize
        public int applyAsInt(int price) {
            return price * rates.factor + rates.factor();
        }
    }

    static class BesideACollection implements IntUnaryOperator {

        private final Map<Integer, Integer> reductions = new HashMap<>();
        private final Rates rates;

        BesideACollection(Rates rates) {
            this.rates = rates;
        }

        @Override
        @Memoize
        public int applyAsInt(int price) {
            return price * rates.factor + rates.factor() - reductions.getOrDefault(price, 0);
        }
    }
}
