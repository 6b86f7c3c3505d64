package io.memo.spring.spec;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.call.MethodSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;
import org.springframework.expression.spel.support.StandardTypeLocator;

/**
 * Makes the conditions of a method of its annotation, overridden by its properties. Parses each expression once. A variable that
 * is not there would be null for SpEL, and the cache silently useless or used too much, so it is refused too, as is all else that
 * is not there. Safe for use by several threads.
 */
final class ConditionParser {

    private static final String REMEDY =
            "Write it as for @Cacheable: \"#id > 0\", \"#result == null\", \"@beanName.isReady()\"; or leave it out.";

    private final BeanFactory beanFactory;
    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    /** @param beanFactory holds the beans that expressions refer to */
    ConditionParser(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /**
     * Returns the conditions, or null if the method has none.
     *
     * @throws InvalidMemoizeException if an expression cannot be parsed or names what is not there
     */
    @Nullable
    SpelConditions conditions(Memoize memoize, MethodProperties override, MethodSpec spec, SpecSource.Subject subject) {
        Parser parser = new Parser(spec, subject);
        Expression condition = parser.parse("condition", orElse(override.condition(), memoize.condition()), List.of());
        Expression unless = parser.parse(
                "unless",
                orElse(override.unless(), memoize.unless()),
                List.of(SpelConditions.RESULT, SpelConditions.TOOK));
        Expression validate = parser.parse(
                "validate", orElse(override.validate(), memoize.validate()), List.of(SpelConditions.RESULT));
        if (condition == null && unless == null && validate == null) {
            return null;
        }
        StandardEvaluationContext shared = new StandardEvaluationContext();
        shared.setBeanResolver(new BeanFactoryResolver(beanFactory));
        shared.setTypeLocator(new StandardTypeLocator(spec.targetClass().getClassLoader()));
        return new SpelConditions(spec, condition, unless, validate, shared, parameterNames);
    }

    private static String orElse(@Nullable String property, String annotated) {
        return property != null ? property : annotated;
    }

    /** Parses the expressions of one method. */
    private final class Parser {

        private final MethodSpec spec;
        private final SpecSource.Subject subject;
        private final SpelExpressionParser parser;

        Parser(MethodSpec spec, SpecSource.Subject subject) {
            this.spec = spec;
            this.subject = subject;
            this.parser = new SpelExpressionParser(
                    new SpelParserConfiguration(null, spec.targetClass().getClassLoader()));
        }

        /** Returns the expression, or null if there is none. */
        @Nullable
        Expression parse(String attribute, String written, List<String> outcome) {
            if (written.isBlank()) {
                return null;
            }
            SpelExpression expression;
            try {
                expression = parser.parseRaw(written);
            } catch (ParseException | IllegalStateException e) {
                throw subject.refuse(
                        "%s = \"%s\" is no SpEL expression: %s.".formatted(attribute, written, e.getMessage()),
                        REMEDY,
                        e);
            }
            new ExpressionCheck(variables(outcome), beanFactory)
                    .obstacle(expression.getAST())
                    .ifPresent(obstacle -> {
                        throw subject.refuse(
                                "%s = \"%s\" %s.".formatted(attribute, written, obstacle.problem()), obstacle.remedy());
                    });
            return expression;
        }

        private Set<String> variables(List<String> outcome) {
            Set<String> known = new TreeSet<>(Set.of("#root", "#this"));
            outcome.forEach(name -> known.add("#" + name));
            @Nullable String[] names = parameterNames.getParameterNames(spec.method());
            for (int i = 0; i < spec.parameters().size(); i++) {
                known.addAll(List.of("#a" + i, "#p" + i));
                if (names != null && names[i] != null) {
                    known.add("#" + names[i]);
                }
            }
            return known;
        }
    }
}
