package io.memo.spring.spec.condition;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * Finds in an expression what cannot be there when it is evaluated: a variable, a bean, or a property or method of the call itself. A
 * bare name is a property of the call, which is easily written where a variable is meant.
 *
 * @param variables the names of variables, with their number sign
 * @param ofCall whether there is a call; if not a bare name is nothing at all
 * @param beanFactory holds the beans
 */
record ExpressionCheck(Set<String> variables, boolean ofCall, BeanFactory beanFactory) {

    private static final Set<String> PROPERTIES = Stream.of(BeanUtils.getPropertyDescriptors(CallRoot.class))
            .map(java.beans.FeatureDescriptor::getName)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> METHODS =
            Stream.of(CallRoot.class.getMethods()).map(Method::getName).collect(Collectors.toUnmodifiableSet());

    /**
     * What is wrong with an expression.
     *
     * @param problem to go behind the expression, without a full stop
     * @param remedy a sentence
     */
    record Obstacle(String problem, String remedy) {}

    /** Returns what is not there, if anything is. */
    Optional<Obstacle> obstacle(SpelNode expression) {
        return obstacle(expression, true);
    }

    /** @param onCall whether a bare name is looked up in the call */
    private Optional<Obstacle> obstacle(SpelNode node, boolean onCall) {
        Optional<Obstacle> own = own(node, onCall);
        if (own.isPresent()) {
            return own;
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            Optional<Obstacle> found = obstacle(node.getChild(i), isOnCall(node, i, onCall));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isOnCall(SpelNode parent, int child, boolean onCall) {
        if (parent instanceof CompoundExpression) {
            boolean root = child == 1 && parent.getChild(0).toStringAST().equals("#root");
            return child == 0 ? onCall : root;
        }
        if (parent instanceof Selection || parent instanceof Projection) {
            return false;
        }
        if (parent instanceof Indexer || (parent instanceof InlineMap && child % 2 == 0)) {
            // Of a map a bare name is a key.
            return !(parent.getChild(child) instanceof PropertyOrFieldReference);
        }
        // Arguments are looked up in the call, wherever the method is.
        return parent instanceof MethodReference || parent instanceof FunctionReference || onCall;
    }

    private Optional<Obstacle> own(SpelNode node, boolean onCall) {
        if (node instanceof VariableReference || node instanceof FunctionReference) {
            String variable = node.toStringAST().replaceFirst("\\(.*", "");
            return variables.contains(variable)
                    ? Optional.empty()
                    : Optional.of(new Obstacle(
                            "names %s, but there are %s".formatted(variable, String.join(", ", variables)),
                            "Use one of these; parameters have names where the class is compiled with -parameters."));
        }
        if (node instanceof BeanReference) {
            String bean = node.toStringAST().replaceAll("[@&']", "");
            return beanFactory.containsBean(bean)
                    ? Optional.empty()
                    : Optional.of(new Obstacle(
                            "names the bean %s, which does not exist".formatted(bean), "Use the name of a bean."));
        }
        if (onCall && node instanceof PropertyOrFieldReference property && !isThere(PROPERTIES, property.getName())) {
            return Optional.of(bare(property.getName()));
        }
        if (onCall && node instanceof MethodReference method && !isThere(METHODS, method.getName())) {
            return Optional.of(called(method.getName()));
        }
        return Optional.empty();
    }

    private boolean isThere(Set<String> ofTheCall, String name) {
        return ofCall && ofTheCall.contains(name);
    }

    private Obstacle called(String name) {
        return ofCall
                ? new Obstacle(
                        "calls %s, which the call itself does not have".formatted(name),
                        "Call it on a bean, a type or the target: @bean.%1$s(…), T(type).%1$s(…), #root.target.%1$s(…)."
                                .formatted(name))
                : new Obstacle(
                        "calls %s on nothing".formatted(name),
                        "Call it on the result, a bean or a type: #result.%1$s(…), @bean.%1$s(#result), T(type).%1$s(#result)."
                                .formatted(name));
    }

    private Obstacle bare(String name) {
        return new Obstacle(
                ofCall
                        ? "names %s, which is no property of the call".formatted(name)
                        : "names %s, which is no variable".formatted(name),
                variables.contains("#" + name)
                        ? "Write #%s.".formatted(name)
                        : "Variables begin with a number sign; there are %s.".formatted(String.join(", ", variables)));
    }
}
