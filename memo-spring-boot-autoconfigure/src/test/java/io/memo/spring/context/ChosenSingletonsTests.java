package io.memo.spring.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.ManagedObjects.Choice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

@DisplayName("SPEC 6.8: the singletons of a container that a look-up may hand out")
class ChosenSingletonsTests {

    private static final Choice ALL = (name, type) -> true;
    private static final Choice RATES = (name, type) -> Rate.class.isAssignableFrom(type);

    private static int made;

    private final DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
    private final ChosenSingletons singletons = new ChosenSingletons(List.of(factory));

    static class Rate {

        Rate() {
            made++;
        }
    }

    static class Other {}

    static class Rates implements FactoryBean<Rate> {

        @Override
        public Rate getObject() {
            return new Rate();
        }

        @Override
        public Class<?> getObjectType() {
            return Rate.class;
        }
    }

    /** One bean of each name, for as long as it is active. */
    private static final class Shelf implements Scope {

        private boolean isActive = true;
        private Object kept = "";

        @Override
        public Object get(String name, ObjectFactory<?> maker) {
            if (!isActive) {
                throw new IllegalStateException("not active");
            }
            if (kept.equals("")) {
                kept = maker.getObject();
            }
            return kept;
        }

        @Override
        public Object remove(String name) {
            return kept;
        }

        @Override
        public void registerDestructionCallback(String name, Runnable callback) {}
    }

    @AfterEach
    void reset() {
        made = 0;
    }

    @Test
    @DisplayName("a bean that was not made is not made for the question, and is found once it is")
    void laterBeanIsFoundOnceItIsMade() {
        factory.registerBeanDefinition("rate", new RootBeanDefinition(Rate.class));
        assertThat(singletons.of(RATES)).isEmpty();
        assertThat(made).isZero();
        Object rate = factory.getBean("rate");
        assertThat(singletons.of(RATES)).containsOnlyKeys("rate").containsValue(rate);
    }

    @Test
    @DisplayName("what a factory bean makes is not made for the question, and is found once it is")
    void productIsFoundOnceItIsMade() {
        factory.registerBeanDefinition("rates", new RootBeanDefinition(Rates.class));
        factory.getBean("&rates");
        assertThat(singletons.of(RATES)).isEmpty();
        assertThat(made).isZero();
        Object rate = factory.getBean("rates");
        assertThat(singletons.of(RATES)).containsOnlyKeys("rates").containsValue(rate);
        assertThat(singletons.of(ALL)).containsOnlyKeys("rates", "&rates");
    }

    @Test
    @DisplayName("a bean that took the place of one of another class is seen, though there are as many as before")
    void replacedBeanIsSeen() {
        factory.registerSingleton("first", new Other());
        factory.registerSingleton("last", new Other());
        assertThat(singletons.of(RATES)).isEmpty();
        factory.destroySingleton("last");
        factory.registerSingleton("last", new Rate());
        assertThat(singletons.of(RATES)).containsOnlyKeys("last");
        factory.destroySingleton("first");
        factory.registerSingleton("first", new Rate());
        assertThat(singletons.of(RATES)).containsOnlyKeys("first", "last");
    }

    @Test
    @DisplayName("a scoped proxy is looked behind while its scope is active")
    void scopedBeanIsFoundWhileItsScopeIsActive() {
        Shelf shelf = new Shelf();
        Object rate = scoped("shelf", shelf);
        assertThat(singletons.of(RATES)).containsOnlyKeys("rate").doesNotContainValue(rate);
        assertThat(singletons.of(RATES).get("rate")).isSameAs(shelf.kept);
        shelf.isActive = false;
        assertThat(singletons.of(RATES)).isEmpty();
    }

    @Test
    @DisplayName("a bean of a request is not looked for, and not made")
    void beanOfARequestIsLeftAlone() {
        scoped("request", new Shelf());
        made = 0;
        assertThat(singletons.of(RATES)).isEmpty();
        assertThat(made).isZero();
    }

    private Object scoped(String scope, Shelf shelf) {
        factory.registerScope(scope, shelf);
        RootBeanDefinition definition = new RootBeanDefinition(Rate.class);
        definition.setScope(scope);
        BeanDefinitionHolder proxy =
                ScopedProxyUtils.createScopedProxy(new BeanDefinitionHolder(definition, "rate"), factory, true);
        BeanDefinition proxied = proxy.getBeanDefinition();
        factory.registerBeanDefinition("rate", proxied);
        return factory.getBean("rate");
    }
}
