package io.memo.spring.context;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.type.MethodMetadata;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells the beans of people's own modules that lie in no package of the application: a component, or what a configuration makes, that
 * came by {@code @Import}. What Spring has and what lies beside an auto-configuration is a library's. So is what the application's own
 * configuration makes of a class that it does not own, such as a client.
 */
public final class OutsideBeans {

    private static final String SPRING = "org.springframework.";

    private final ConfigurableListableBeanFactory beanFactory;
    private final Predicate<String> inScope;
    /** Read when the first bean asks for it: most are Spring's. */
    private final SingletonSupplier<List<String>> autoConfigured;

    /** @param inScope tells by its package whether a class is the application's */
    public OutsideBeans(ConfigurableListableBeanFactory beanFactory, Predicate<String> inScope) {
        this.beanFactory = beanFactory;
        this.inScope = inScope;
        this.autoConfigured = SingletonSupplier.of(() -> autoConfigured(beanFactory.getBeanClassLoader()));
    }

    private static List<String> autoConfigured(@Nullable ClassLoader loader) {
        ImportCandidates candidates = ImportCandidates.load(AutoConfiguration.class, loader);
        return StreamSupport.stream(candidates.spliterator(), false)
                .map(OutsideBeans::root)
                .distinct()
                .toList();
    }

    /** Returns the package by which the bean's class would be the application's, or null if it is one, or a library's. */
    public @Nullable String packageOf(String bean, Class<?> type) {
        String name = type.getName();
        if (isLibrary(name) || inScope.test(name) || !beanFactory.containsBeanDefinition(bean)) {
            return null;
        }
        String maker = maker(beanFactory.getBeanDefinition(bean));
        boolean own = maker != null
                && !isLibrary(maker)
                && !inScope.test(maker)
                && root(maker).equals(root(name));
        return own ? ClassUtils.getPackageName(name) : null;
    }

    /** Returns the component itself or the configuration that makes the bean, or null for any other bean. */
    private static @Nullable String maker(BeanDefinition definition) {
        if (!(definition instanceof AnnotatedBeanDefinition annotated)) {
            return null;
        }
        MethodMetadata made = annotated.getFactoryMethodMetadata();
        if (made != null) {
            return made.getDeclaringClassName();
        }
        return annotated.getMetadata().isAnnotated(Component.class.getName())
                ? annotated.getMetadata().getClassName()
                : null;
    }

    private boolean isLibrary(String className) {
        return className.startsWith(SPRING) || autoConfigured.obtain().contains(root(className));
    }

    /** Returns the first two parts of the name, which mostly say whose it is: {@code com.acme}. */
    private static String root(String className) {
        String name = ClassUtils.getPackageName(className);
        int second = name.indexOf('.', name.indexOf('.') + 1);
        return second < 0 ? name : name.substring(0, second);
    }
}
