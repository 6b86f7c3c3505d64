package io.memo.spring.spec.condition;

import io.memo.InvalidMemoizeException;
import io.memo.call.MethodSpec;
import io.memo.engine.call.CallConditions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
 * Makes the conditions of a method of what is written about it. Parses each expression once. A variable that
 * is not there would be null for SpEL, and the cache silently useless or used too much, so it is refused too, as is all else that
 * is not there. Safe for use by several threads.
 */
public final class ConditionParser {

    private static final String REMEDY =
            "Write it as for @Cacheable: \"#id > 0\", \"#result == null\", \"@beanName.isReady()\"; or leave it out.";
    private static final String TTL_REMEDY =
            "Write what gives a time, such as \"#result.expiresAt\", or a duration such as 10m; or leave it out.";
    private static final String RELEASE_REMEDY =
            "Write what is to be done, such as \"#result.close()\" or \"@beanName.giveBack(#result)\"; or leave it out.";

    private final BeanFactory beanFactory;
    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    /** @param beanFactory holds the beans that expressions refer to */
    public ConditionParser(BeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Makes an exception of a problem, which begins with the attribute, and its remedy. */
    @FunctionalInterface
    public interface Refusal {

        /** Returns it, to be thrown. */
        InvalidMemoizeException of(String problem, String remedy, @Nullable Throwable cause);
    }

    /**
     * Returns the conditions, or null if nothing is said.
     *
     * @throws InvalidMemoizeException if an expression cannot be parsed or names what is not there
     */
    public @Nullable CallConditions conditions(Expressions written, MethodSpec spec, Refusal refusal) {
        Parser parser = new Parser(spec, refusal);
        SpelConditions.Parsed parsed = new SpelConditions.Parsed(
                parser.ofCall(written.condition(), REMEDY),
                parser.ofCall(written.unless(), REMEDY, SpelConditions.RESULT, SpelConditions.TOOK),
                parser.ofCall(written.validate(), REMEDY, SpelConditions.RESULT),
                parser.ofCall(written.ttl(), TTL_REMEDY, SpelConditions.RESULT),
                parser.ofResult(written.onRelease()));
        if (parsed.isEmpty()) {
            return null;
        }
        StandardEvaluationContext shared = new StandardEvaluationContext();
        shared.setBeanResolver(new BeanFactoryResolver(beanFactory));
        shared.setTypeLocator(new StandardTypeLocator(spec.targetClass().getClassLoader()));
        return new SpelConditions(spec, parsed, shared, parameterNames);
    }

    /** Parses the expressions of one method. */
    private final class Parser {

        private final MethodSpec spec;
        private final Refusal refusal;
        private final SpelExpressionParser parser;

        Parser(MethodSpec spec, Refusal refusal) {
            this.spec = spec;
            this.refusal = refusal;
            this.parser = new SpelExpressionParser(
                    new SpelParserConfiguration(null, spec.targetClass().getClassLoader()));
        }

        /** Returns the expression, which may name the call and its arguments, or null if there is none. */
        @Nullable
        Expression ofCall(Expressions.Written written, String remedy, String... outcome) {
            Set<String> known = new TreeSet<>(Set.of("#root", "#this"));
            known.addAll(arguments());
            Stream.of(outcome).map("#"::concat).forEach(known::add);
            return parse(written, remedy, new ExpressionCheck(known, true, beanFactory));
        }

        /** Returns the expression, which may name the result alone, or null if there is none. */
        @Nullable
        Expression ofResult(Expressions.Written written) {
            Set<String> known = new TreeSet<>(Set.of("#this", "#" + SpelConditions.RESULT));
            return parse(written, RELEASE_REMEDY, new ExpressionCheck(known, false, beanFactory));
        }

        private @Nullable Expression parse(Expressions.Written written, String remedy, ExpressionCheck check) {
            if (written.expression().isBlank()) {
                return null;
            }
            SpelExpression expression;
            try {
                expression = parser.parseRaw(written.expression());
            } catch (ParseException | IllegalStateException e) {
                throw refusal.of(
                        "%s = \"%s\" is no SpEL expression: %s."
                                .formatted(written.where(), written.expression(), e.getMessage()),
                        remedy,
                        e);
            }
            check.obstacle(expression.getAST()).ifPresent(obstacle -> {
                throw refusal.of(
                        "%s = \"%s\" %s.".formatted(written.where(), written.expression(), obstacle.problem()),
                        obstacle.remedy(),
                        null);
            });
            return expression;
        }

        private Set<String> arguments() {
            Set<String> known = new TreeSet<>();
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
