package io.memo.spring.aop;

import io.memo.hash.ManagedObjects;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a Spring context knows of objects: its proxies, and the names of its singletons. A singleton is known both as the
 * proxy that is injected and as the object behind it.
 */
public final class ContextObjects implements ManagedObjects {

    private final ConfigurableApplicationContext context;
    private volatile Snapshot snapshot = new Snapshot(-1, Map.of());

    /** @param context the context whose beans have names */
    public ContextObjects(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public Object unwrap(Object object) {
        Object current = object;
        while (current instanceof Advised advised) {
            Object target = targetOf(advised.getTargetSource());
            if (target == null) {
                return current;
            }
            current = target;
        }
        return current;
    }

    @Override
    public @Nullable String nameOf(Object object) {
        ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
        int count = beanFactory.getSingletonCount();
        Snapshot current = snapshot;
        if (current.singletons != count) {
            current = new Snapshot(count, names(beanFactory));
            snapshot = current;
        }
        return current.names.get(object);
    }

    private Map<Object, String> names(ConfigurableListableBeanFactory beanFactory) {
        Map<Object, String> names = new IdentityHashMap<>();
        names.put(context, "applicationContext");
        names.put(beanFactory, "beanFactory");
        for (String name : beanFactory.getSingletonNames()) {
            // Asking for a bean that is being made would hand out an early reference to it.
            Object singleton = beanFactory.isCurrentlyInCreation(name) ? null : beanFactory.getSingleton(name);
            if (singleton != null) {
                names.putIfAbsent(singleton, name);
                names.putIfAbsent(staticTarget(singleton), name);
            }
        }
        return names;
    }

    /** The target only if it is there already: naming beans makes none. */
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

    private static @Nullable Object targetOf(TargetSource source) {
        try {
            return source.getTarget();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The target of a proxy cannot be had: " + source, e);
        }
    }

    private record Snapshot(int singletons, Map<Object, String> names) {}
}
