package io.memo.spring.autoconfigure.testing;

import io.memo.Memoizer;
import io.memo.spring.autoconfigure.parts.DisabledMemoizer;
import io.memo.spring.report.ToldReports;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every application context of a test a {@link Memoizer}: where a slice leaves memo out, one that holds nothing, so that beans
 * which ask for it can be made. And lets contexts with the same findings tell them once, and leaves warm-ups out where no property says
 * otherwise: they would call what a test means to call first, and mocks before they were told what to answer.
 */
final class MemoizerInTests implements ContextCustomizerFactory {

    /** The name of the bean where memo is left out. */
    static final String BEAN = "memoSliceMemoizer";

    private static final String REASON =
            "memo is not part of this test's application context: annotate the test class with @AutoConfigureMemo of"
                    + " memo-spring-boot-test to bring it in.";

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        return new Customizer();
    }

    /** All are equal, so contexts are shared as if there were none. */
    private static final class Customizer implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            context.addBeanFactoryPostProcessor(Customizer::complete);
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource("memoWarmUpsInTests", Map.of("memo.warm-up.enabled", "false")));
        }

        private static void complete(ConfigurableListableBeanFactory beanFactory) {
            beanFactory.registerSingleton("memoToldReports", ToldReports.OF_TESTS);
            boolean without =
                    BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, Memoizer.class, true, false).length
                            == 0;
            if (without && beanFactory instanceof BeanDefinitionRegistry registry) {
                registry.registerBeanDefinition(
                        BEAN, new RootBeanDefinition(Memoizer.class, () -> new DisabledMemoizer(REASON)));
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Customizer;
        }

        @Override
        public int hashCode() {
            return Customizer.class.hashCode();
        }
    }
}
