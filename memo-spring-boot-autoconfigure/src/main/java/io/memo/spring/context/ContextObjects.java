package io.memo.spring.context;

import io.memo.hash.ManagedObjects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.IntroductionInterceptor;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.target.AbstractBeanFactoryBasedTargetSource;
import org.springframework.aop.target.LazyInitTargetSource;
import org.springframework.aop.target.SimpleBeanTargetSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a Spring context knows of objects: its proxies, and the names of its singletons, those of its parents included. A
 * singleton is known both as the proxy that is injected and as the object behind it, an injected provider as the beans that it
 * gives. Nothing is made for the question but what calling the proxy or the provider would make.
 */
public final class ContextObjects implements ManagedObjects {

    private static final String ALL_OTHERS = "*";
    /** Goes before the names of the beans of a parent, once for each step up: a child may have others of the same name. */
    static final String PARENT = "../";

    private final ConfigurableApplicationContext context;
    private final Map<String, String> identities;
    /** That of the context first, then its parents. */
    private final List<ConfigurableListableBeanFactory> factories;

    private final ChosenSingletons singletons;
    private final LazyBeans lazyBeans;
    private volatile Candidates candidates = new Candidates(-1);

    /**
     * @param context the context whose beans have names
     * @param identities what identifies beans in every process, by their names; {@code *} stands for all others
     */
    public ContextObjects(ConfigurableApplicationContext context, Map<String, String> identities) {
        this.context = context;
        this.identities = Map.copyOf(identities);
        this.factories = factories(context);
        this.singletons = new ChosenSingletons(factories);
        this.lazyBeans = new LazyBeans(factories);
    }

    private static List<ConfigurableListableBeanFactory> factories(ConfigurableApplicationContext context) {
        List<ConfigurableListableBeanFactory> factories = new ArrayList<>();
        for (ConfigurableListableBeanFactory factory = context.getBeanFactory();
                factory != null;
                factory = parent(factory)) {
            factories.add(factory);
        }
        return List.copyOf(factories);
    }

    @Override
    public SortedMap<String, Object> objectsOf(Choice choice) {
        return singletons.of(choice);
    }

    @Override
    public @Nullable String identityOf(String name) {
        String own = identities.get(name);
        return own != null ? own : identities.get(ALL_OTHERS);
    }

    @Override
    public Object unwrap(Object object) {
        if (object instanceof ObjectProvider<?> provider && isOfSpring(object)) {
            return provider.stream().toList();
        }
        Object current = object;
        while (current instanceof Advised advised && isOneObject(advised.getTargetSource())) {
            Object toCome = lazyBeans.placeholder(advised.getTargetSource());
            if (toCome != null) {
                return toCome;
            }
            Object target = targetOf(advised.getTargetSource());
            if (target == null) {
                return isOfLibraries(advised) ? current : adviceOf(advised);
            }
            current = target;
        }
        return current;
    }

    @Override
    public @Nullable String nameOf(Object object) {
        if (object == context || object == context.getBeanFactory()) {
            return "applicationContext";
        }
        if (object instanceof LazyBeans.ToCome bean) {
            return bean.name();
        }
        // What is behind such a proxy may be one user's, and the proxy is everybody's.
        if (!isFixed(object)) {
            return null;
        }
        StringBuilder above = new StringBuilder();
        for (ConfigurableListableBeanFactory factory : factories) {
            String name = nameIn(factory, object);
            if (name != null) {
                return above + name;
            }
            above.append(PARENT);
        }
        return null;
    }

    private static @Nullable ConfigurableListableBeanFactory parent(ConfigurableListableBeanFactory factory) {
        BeanFactory parent = factory.getParentBeanFactory();
        if (parent instanceof ConfigurableApplicationContext above) {
            parent = above.getBeanFactory();
        }
        return parent instanceof ConfigurableListableBeanFactory found ? found : null;
    }

    @Override
    public boolean mayName(Class<?> type) {
        for (ConfigurableListableBeanFactory factory : factories) {
            if (factory.getBeanNamesForType(type, true, false).length > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isFixed(Object object) {
        if (object instanceof ObjectProvider<?>) {
            return false;
        }
        Object current = object;
        while (current instanceof Advised advised) {
            if (!advised.getTargetSource().isStatic()) {
                return false;
            }
            Object target = targetOf(advised.getTargetSource());
            if (target == null) {
                return isOfLibraries(advised);
            }
            current = target;
        }
        return true;
    }

    /** Returns whether nothing of the application's answers for a proxy without a target, as nothing does of a declared client. */
    private static boolean isOfLibraries(Advised advised) {
        return advices(advised).allMatch(advice -> isOfLibrary(advice.getClass()));
    }

    /** What such a proxy is: its interfaces and what answers for it. */
    private static Object adviceOf(Advised advised) {
        List<String> interfaces =
                Stream.of(advised.getProxiedInterfaces()).map(Class::getName).toList();
        return List.of(
                interfaces,
                advices(advised).filter(each -> !isOfLibrary(each.getClass())).toList());
    }

    private static Stream<Object> advices(Advised advised) {
        return Stream.of(advised.getAdvisors()).map(Advisor::getAdvice);
    }

    private static boolean isOfLibrary(Class<?> advice) {
        return (advice.getName().startsWith("org.springframework.")
                        && !IntroductionInterceptor.class.isAssignableFrom(advice))
                || advice.getName().startsWith("io.memo.spring.");
    }

    private static boolean isOfSpring(Object object) {
        return object.getClass().getName().startsWith("org.springframework.");
    }

    private @Nullable String nameIn(ConfigurableListableBeanFactory factory, Object object) {
        for (String name : candidates().of(factory, object.getClass())) {
            Object bean = singleton(factory, name);
            if (bean != null && (bean == object || staticTarget(bean) == object)) {
                return name;
            }
        }
        return null;
    }

    /** Bean names by class are kept until another singleton comes or goes. */
    private Candidates candidates() {
        int count = context.getBeanFactory().getSingletonCount();
        Candidates current = candidates;
        if (current.singletons != count) {
            current = new Candidates(count);
            candidates = current;
        }
        return current;
    }

    private static @Nullable Object singleton(ConfigurableListableBeanFactory factory, String name) {
        // Asking for a bean that is being made would hand out an early reference to it.
        Object singleton = factory.isCurrentlyInCreation(name) ? null : factory.getSingleton(name);
        boolean hasProduct = singleton instanceof FactoryBean<?> maker && maker.isSingleton();
        return hasProduct ? factory.getBean(name) : singleton;
    }

    private static Object staticTarget(Object object) {
        Object current = object;
        while (current instanceof Advised advised && advised.getTargetSource().isStatic()) {
            Object target = targetOf(advised.getTargetSource());
            if (target == null) {
                return current;
            }
            current = target;
        }
        return current;
    }

    /** Whether the proxy stands for one object at a time, not for one that is lent or made anew for each call. */
    private static boolean isOneObject(TargetSource source) {
        return !(source instanceof AbstractBeanFactoryBasedTargetSource)
                || source instanceof SimpleBeanTargetSource
                || source instanceof LazyInitTargetSource;
    }

    private static @Nullable Object targetOf(TargetSource source) {
        try {
            return source.getTarget();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The target of a proxy cannot be had: " + source, e);
        }
    }

    private static final class Candidates {

        private final int singletons;
        private final ConcurrentMap<ConfigurableListableBeanFactory, ClassValue<List<String>>> names =
                new ConcurrentHashMap<>();

        Candidates(int singletons) {
            this.singletons = singletons;
        }

        List<String> of(ConfigurableListableBeanFactory factory, Class<?> type) {
            return names.computeIfAbsent(factory, Candidates::byClass).get(type);
        }

        private static ClassValue<List<String>> byClass(ConfigurableListableBeanFactory factory) {
            return new ClassValue<>() {
                @Override
                protected List<String> computeValue(Class<?> type) {
                    Set<String> names = new LinkedHashSet<>(List.of(factory.getBeanNamesForType(type, false, false)));
                    names.addAll(products(factory, type));
                    return List.copyOf(names);
                }
            };
        }

        /**
         * What a factory bean makes is of the type that it tells, which may be an interface of a repository's proxy; what is
         * behind that has some interface of the library in common with it.
         */
        private static List<String> products(ConfigurableListableBeanFactory factory, Class<?> type) {
            return Stream.of(factory.getBeanNamesForType(FactoryBean.class, false, false))
                    .map(BeanFactoryUtils::transformedBeanName)
                    .filter(name -> {
                        Class<?> product = factory.getType(name, false);
                        return product != null
                                && product != Object.class
                                && (product.isAssignableFrom(type) || isServedBy(product, type));
                    })
                    .toList();
        }

        private static boolean isServedBy(Class<?> product, Class<?> target) {
            return Stream.of(product.getInterfaces())
                    .anyMatch(above -> (!above.getName().startsWith("java.") && above.isAssignableFrom(target))
                            || isServedBy(above, target));
        }
    }
}
