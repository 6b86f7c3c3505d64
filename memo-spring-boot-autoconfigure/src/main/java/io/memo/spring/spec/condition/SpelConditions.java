package io.memo.spring.spec.condition;

import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.util.ObjectUtils;

/**
 * The conditions of one method, in SpEL, with the variables of Spring's cache annotations. As there, what is not true counts as
 * false, and an {@code Optional} as what is in it. Where an expression cannot be evaluated the call goes on as without memo, and a line
 * says so once; what the application's own code throws in it reaches the caller.
 */
final class SpelConditions implements CallConditions {

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    static final String RESULT = "result";
    static final String TOOK = "took";

    private final MethodSpec spec;
    private final Parsed parsed;
    private final StandardEvaluationContext shared;
    private final ParameterNameDiscoverer parameterNames;
    /** The attributes that failed before. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * The expressions of one method, each null if there is none.
     *
     * @param condition which calls are memoized
     * @param unless which results are not stored
     * @param validate which stored results may be returned
     * @param ttl how long a result may be returned
     * @param onRelease what is done with a result that memory has let go of
     */
    record Parsed(
            @Nullable Expression condition,
            @Nullable Expression unless,
            @Nullable Expression validate,
            @Nullable Expression ttl,
            @Nullable Expression onRelease) {

        boolean isEmpty() {
            return condition == null && unless == null && validate == null && ttl == null && onRelease == null;
        }
    }

    /**
     * @param spec the method
     * @param parsed what is asked
     * @param shared finds types, properties, methods and beans; not changed any more
     * @param parameterNames knows the variables that arguments are
     */
    SpelConditions(
            MethodSpec spec, Parsed parsed, StandardEvaluationContext shared, ParameterNameDiscoverer parameterNames) {
        this.spec = spec;
        this.parsed = parsed;
        this.shared = shared;
        this.parameterNames = parameterNames;
    }

    @Override
    public boolean condition(Object target, @Nullable Object[] arguments) {
        Expression condition = parsed.condition();
        return condition == null || isTrue("condition", condition, false, target, arguments, Map.of());
    }

    @Override
    public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
        Expression unless = parsed.unless();
        if (unless == null) {
            return false;
        }
        Map<String, @Nullable Object> variables = result(result);
        variables.put(TOOK, took);
        return isTrue("unless", unless, true, target, arguments, variables);
    }

    @Override
    public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
        Expression validate = parsed.validate();
        return validate == null || isTrue("validate", validate, false, target, arguments, result(result));
    }

    @Override
    public @Nullable Duration ttl(Object target, @Nullable Object[] arguments, @Nullable Object result, Instant now) {
        Expression ttl = parsed.ttl();
        if (ttl == null) {
            return null;
        }
        Object given = null;
        try {
            given = ObjectUtils.unwrapOptional(ttl.getValue(context(target, arguments, result(result))));
        } catch (EvaluationException e) {
            tell("ttl", ttl, e);
        }
        Duration duration = given == null ? null : GivenTime.duration(given, now);
        if (given != null && duration == null) {
            tell("ttl", ttl, given.getClass());
        }
        return duration;
    }

    @Override
    public boolean releases() {
        return parsed.onRelease() != null;
    }

    @Override
    public void release(@Nullable Object result) {
        if (parsed.onRelease() != null) {
            StandardEvaluationContext context = new StandardEvaluationContext();
            shared.applyDelegatesTo(context);
            context.setVariable(RESULT, ObjectUtils.unwrapOptional(result));
            parsed.onRelease().getValue(context);
        }
    }

    private static Map<String, @Nullable Object> result(@Nullable Object result) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(RESULT, ObjectUtils.unwrapOptional(result));
        return variables;
    }

    /** @param otherwise the value of an expression that cannot be evaluated */
    private boolean isTrue(
            String attribute,
            Expression expression,
            boolean otherwise,
            Object target,
            @Nullable Object[] arguments,
            Map<String, ? extends @Nullable Object> variables) {
        try {
            return Boolean.TRUE.equals(expression.getValue(context(target, arguments, variables), Boolean.class));
        } catch (EvaluationException e) {
            tell(attribute, expression, e);
            return otherwise;
        }
    }

    private Context context(
            Object target, @Nullable Object[] arguments, Map<String, ? extends @Nullable Object> variables) {
        boolean isStatic = Modifier.isStatic(spec.method().getModifiers());
        CallRoot root = new CallRoot(spec.method(), isStatic ? null : target, spec.targetClass(), arguments);
        Context context = new Context(root, arguments, variables);
        shared.applyDelegatesTo(context);
        return context;
    }

    /** Without what was given, which is a value. */
    private void tell(String attribute, Expression expression, Class<?> given) {
        if (told.add(attribute)) {
            log.warn(
                    "{} = \"{}\" of {} gives a {} that is no time. Such results are not stored. Write what gives a Duration, an Instant,"
                            + " text such as 10m, or a number of milliseconds; further failures are not logged.",
                    attribute,
                    expression.getExpressionString(),
                    spec.name(),
                    given.getTypeName());
        }
    }

    /** Without the message of the failure, which may hold values. */
    private void tell(String attribute, Expression expression, EvaluationException e) {
        if (told.add(attribute)) {
            Object code = e instanceof SpelEvaluationException known
                    ? known.getMessageCode()
                    : e.getClass().getSimpleName();
            log.warn(
                    "{} = \"{}\" of {} cannot be evaluated ({} at position {}). Such calls are answered by the method, as"
                            + " without memo. Mend the expression, such as by a null-safe ?. or a test of the type; further failures are not"
                            + " logged.",
                    attribute,
                    expression.getExpressionString(),
                    spec.name(),
                    code,
                    e.getPosition());
        }
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
