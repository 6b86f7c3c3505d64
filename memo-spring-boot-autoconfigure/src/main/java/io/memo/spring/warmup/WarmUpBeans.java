package io.memo.spring.warmup;

import io.memo.WarmUp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/** The {@link WarmUp} beans of one context, without those of its parents, which have a start of their own. */
public final class WarmUpBeans {

    private final ConfigurableListableBeanFactory beanFactory;

    /** @param beanFactory that of the context */
    public WarmUpBeans(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns their names; makes none of them. */
    public List<String> names() {
        return Stream.of(beanFactory.getBeanNamesForType(WarmUp.class, true, false))
                .filter(name -> !ScopedProxyUtils.isScopedTarget(name))
                .toList();
    }

    /**
     * Returns those that have something to do, in their order, which {@code @Order} and {@code Ordered} tell as of all beans.
     *
     * @param failed hears of those that cannot be made, which are left out
     */
    List<Named> inOrder(List<String> names, BiConsumer<String, RuntimeException> failed) {
        Map<Object, String> made = new IdentityHashMap<>();
        List<WarmUp> ordered = new ArrayList<>();
        for (String name : names) {
            try {
                WarmUp bean = beanFactory.getBean(name, WarmUp.class);
                if (!(bean instanceof PersistedResultsWarmUp memos && memos.isIdle())) {
                    made.put(bean, name);
                    ordered.add(bean);
                }
            } catch (BeansException e) {
                failed.accept(name, e);
            }
        }
        ordered.sort(AnnotationAwareOrderComparator.INSTANCE.withSourceProvider(
                bean -> orderSources(Objects.requireNonNull(made.get(bean)))));
        return ordered.stream()
                .map(bean -> new Named(Objects.requireNonNull(made.get(bean)), bean))
                .toList();
    }

    private @Nullable Object orderSources(String name) {
        if (!beanFactory.containsBeanDefinition(name)) {
            return null;
        }
        BeanDefinition merged = beanFactory.getMergedBeanDefinition(name);
        return merged instanceof RootBeanDefinition definition
                ? Stream.of(definition.getResolvedFactoryMethod(), definition.getTargetType())
                        .filter(Objects::nonNull)
                        .toArray()
                : null;
    }

    /** A warm-up and the name of its bean. */
    record Named(String name, WarmUp warmUp) {}
}
