package io.memo.spring.aop;

import io.memo.engine.CallConditions;
import io.memo.key.MethodSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ObjectUtils;

/**
 * The conditions of one method, in SpEL, with the variables of Spring's cache annotations. As there, what is not true counts as
 * false, and an {@code Optional} as what is in it.
 */
final class SpelConditions implements CallConditions {

    static final String RESULT = "result";
    static final String TOOK = "took";

    private final MethodSpec spec;
    private final @Nullable Expression condition;
    private final @Nullable Expression unless;
    private final @Nullable Expression validate;
    private final StandardEvaluationContext shared;
    private final ParameterNameDiscoverer parameterNames;

    /**
     * @param spec the method
     * @param condition which calls are memoized, or null if all
     * @param unless which results are not stored, or null if all are
     * @param validate which stored results may be returned, or null if all may
     * @param shared finds types, properties, methods and beans; not changed any more
     * @param parameterNames knows the variables that arguments are
     */
    SpelConditions(
            MethodSpec spec,
            @Nullable Expression condition,
            @Nullable Expression unless,
            @Nullable Expression validate,
            StandardEvaluationContext shared,
            ParameterNameDiscoverer parameterNames) {
        this.spec = spec;
        this.condition = condition;
        this.unless = unless;
        this.validate = validate;
        this.shared = shared;
        this.parameterNames = parameterNames;
    }

    @Override
    public boolean condition(Object target, @Nullable Object[] arguments) {
        return condition == null || isTrue(condition, target, arguments, Map.of());
    }

    @Override
    public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
        if (unless == null) {
            return false;
        }
        Map<String, @Nullable Object> variables = result(result);
        variables.put(TOOK, took);
        return isTrue(unless, target, arguments, variables);
    }

    @Override
    public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
        return validate == null || isTrue(validate, target, arguments, result(result));
    }

    private static Map<String, @Nullable Object> result(@Nullable Object result) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(RESULT, ObjectUtils.unwrapOptional(result));
        return variables;
    }

    private boolean isTrue(
            Expression expression,
            Object target,
            @Nullable Object[] arguments,
            Map<String, ? extends @Nullable Object> variables) {
        CallRoot root = new CallRoot(spec.method(), target, spec.targetClass(), arguments);
        Context context = new Context(root, arguments, variables);
        shared.applyDelegatesTo(context);
        return Boolean.TRUE.equals(expression.getValue(context, Boolean.class));
    }

    /** The result wins over a parameter that has its name, also where it is null. */
    private final class Context extends MethodBasedEvaluationContext {

        private final Map<String, ? extends @Nullable Object> variables;

        Context(CallRoot root, @Nullable Object[] arguments, Map<String, ? extends @Nullable Object> variables) {
            super(root, spec.method(), arguments, parameterNames);
            this.variables = variables;
        }

        @Override
        public @Nullable Object lookupVariable(String name) {
            return variables.containsKey(name) ? variables.get(name) : super.lookupVariable(name);
        }
    }
}
