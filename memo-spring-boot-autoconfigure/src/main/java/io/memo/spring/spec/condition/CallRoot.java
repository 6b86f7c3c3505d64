package io.memo.spring.spec.condition;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What {@code #root} is in the expressions of {@link io.memo.Memoize}: the call. Read by SpEL through its getters. */
final class CallRoot {

    private final Method method;
    private final @Nullable Object target;
    private final Class<?> targetClass;
    private final @Nullable Object[] args;

    CallRoot(Method method, @Nullable Object target, Class<?> targetClass, @Nullable Object[] args) {
        this.method = method;
        this.target = target;
        this.targetClass = targetClass;
        this.args = args;
    }

    /** Returns the method whose body runs. */
    public Method getMethod() {
        return method;
    }

    /** Returns its name. */
    public String getMethodName() {
        return method.getName();
    }

    /** Returns the object that it is called on, without proxies; null of a static method. */
    public @Nullable Object getTarget() {
        return target;
    }

    /** Returns the class of which the target is. */
    public Class<?> getTargetClass() {
        return targetClass;
    }

    /** Returns the arguments, one for each parameter. */
    public @Nullable Object[] getArgs() {
        return args;
    }
}
