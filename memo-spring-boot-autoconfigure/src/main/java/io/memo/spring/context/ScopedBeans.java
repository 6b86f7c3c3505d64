package io.memo.spring.context;

import io.memo.MemoizedMethod;
import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The beans that there are one of for each request or session. */
public final class ScopedBeans {

    private static final Set<String> SCOPES = Set.of("request", "session", "websocket");

    private final ConfigurableListableBeanFactory beanFactory;

    public ScopedBeans(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns a finding for each field among the method's external variables that may hold such a bean. */
    public List<Finding> readBy(MemoizedMethod method, @Nullable ClassLoader loader) {
        List<Finding> findings = new ArrayList<>();
        for (String variable : method.externalVariables()) {
            int dot = variable.lastIndexOf('.');
            String owner = variable.substring(0, dot);
            Class<?> type = ClassUtils.isPresent(owner, loader) ? ClassUtils.resolveClassName(owner, loader) : null;
            Field field = type == null ? null : ReflectionUtils.findField(type, variable.substring(dot + 1));
            String scope = field == null ? null : scopeOf(held(field));
            if (scope != null) {
                String what = "holds a bean of scope '%s'".formatted(scope);
                findings.add(new Finding(FindingKind.USER_CONTEXT, owner, variable, 0, what));
            }
        }
        return findings;
    }

    private static ResolvableType held(Field field) {
        ResolvableType type = ResolvableType.forField(field);
        return ObjectProvider.class.isAssignableFrom(field.getType())
                ? type.as(ObjectProvider.class).getGeneric(0)
                : type;
    }

    private @Nullable String scopeOf(ResolvableType type) {
        Class<?> held = type.resolve();
        if (held == null || held.isPrimitive() || held.getName().startsWith("java.")) {
            return null;
        }
        for (String name : beanFactory.getBeanNamesForType(type, true, false)) {
            String scope = beanFactory.containsBeanDefinition(name)
                    ? beanFactory.getMergedBeanDefinition(name).getScope()
                    : null;
            if (scope != null && SCOPES.contains(scope)) {
                return scope;
            }
        }
        return null;
    }
}
