package io.memo.spring.context;

import io.memo.fingerprint.ContextBeans;
import io.memo.hash.library.SpringResources;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ReflectionUtils;

/** Looks into fields of singletons, for the resources that they were given. */
final class HeldResources implements ContextBeans.Resources {

    private final List<Object> beans;

    HeldResources(List<Object> beans) {
        this.beans = List.copyOf(beans);
    }

    @Override
    public Optional<Boolean> countIn(String type, String field) {
        Optional<Boolean> all = Optional.empty();
        for (Object bean : beans) {
            Object target = targetOf(bean);
            Field found = target == null ? null : field(target.getClass(), type, field);
            if (found != null) {
                Optional<Boolean> counts = SpringResources.countByContent(ReflectionUtils.getField(found, target));
                if (counts.isEmpty()) {
                    return counts;
                }
                all = Optional.of(all.orElse(true) && counts.get());
            }
        }
        return all;
    }

    /** Returns null if another one may be called each time. */
    private static @Nullable Object targetOf(Object bean) {
        Object target = bean;
        while (target instanceof Advised) {
            target = AopProxyUtils.getSingletonTarget(target);
        }
        return target;
    }

    private static @Nullable Field field(Class<?> bean, String type, String name) {
        for (Class<?> above = bean; above != null; above = above.getSuperclass()) {
            if (above.getName().equals(type)) {
                Field field = ReflectionUtils.findField(above, name);
                return field != null && field.trySetAccessible() ? field : null;
            }
        }
        return null;
    }
}
