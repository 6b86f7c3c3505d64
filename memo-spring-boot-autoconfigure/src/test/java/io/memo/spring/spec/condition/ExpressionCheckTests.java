package io.memo.spring.spec.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Issue 12.15: what cannot be there when an expression is evaluated is told at start-up. */
class ExpressionCheckTests {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    private Optional<ExpressionCheck.Obstacle> obstacle(String written) {
        beans.registerSingleton("limits", "a bean");
        SpelExpression expression = new SpelExpressionParser().parseRaw(written);
        Set<String> variables = new TreeSet<>(Set.of("#root", "#this", "#result", "#id", "#ids", "#a0"));
        return new ExpressionCheck(variables, true, beans).obstacle(expression.getAST());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "result == null | names result, which is no property of the call | Write #result.",
                "result.empty | names result | Write #result.",
                "result?.empty | names result | Write #result.",
                "!(id > 0) | names id | Write #id.",
                "#id > 0 and idd > 0 | names idd | Variables begin with a number sign",
                "#ids[id] > 0 and result == null | names result | Write #result.",
                "#id == null ? result : true | names result | Write #result.",
                "{1, result}.contains(#id) | names result | Write #result.",
                "#ids.contains(result) | names result | Write #result.",
                "@limits.isAllowed(id) | names id | Write #id.",
                "T(Math).abs(id) > 0 | names id | Write #id.",
                "isAllowed(#id) | calls isAllowed, which the call itself does not have | @bean.isAllowed(…)",
                "#root.arguments.length > 0 | names arguments, which is no property of the call | Variables begin",
                "@limitz.isAllowed(#id) | names the bean limitz, which does not exist | name of a bean",
                "#idd > 0 | names #idd, but there are #a0, #id, | Use one of these",
                "#ids.?[#this > #idd].empty | names #idd | Use one of these",
            })
    @DisplayName("Issue 12.15: a bare name that is meant as a variable, wherever it stands")
    void bareNameMeantAsAVariableIsTold(String written, String problem, String remedy) {
        assertThat(obstacle(written)).hasValueSatisfying(found -> {
            assertThat(found.problem()).contains(problem);
            assertThat(found.remedy()).contains(remedy);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#result == null",
                "#result?.name == 'x'",
                "#result.name.length() > 3",
                "methodName == 'price'",
                "args[0] > 0",
                "#root.args.length == 1 and #root.methodName != null",
                "target.toString() != null",
                "#root.target.anything(#id)",
                "#ids.?[name == 'x'].size() > 0",
                "#ids.![price].contains(3)",
                "#ids[key] == 1",
                "#ids['key'] == 1",
                "@limits.isAllowed(#id)",
                "@'limits'.isAllowed(#id)",
                "T(java.lang.Math).PI > #id",
                "new java.util.ArrayList().empty",
                "hashCode() > 0",
                "#this.method.name == 'price'",
                "{'a', 'b'}.contains(#id)",
                "{a: 1}.size() == #id",
                "true",
            })
    @DisplayName("Issue 12.15: what is there is not told")
    void notTold(String written) {
        assertThat(obstacle(written)).isEmpty();
    }
}
