package io.memo.fingerprint.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.ambient.Expression.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 12.8: what an expression looks up besides its own variables. */
class ExpressionTests {

    @ParameterizedTest
    @DisplayName("Issue 12.8: names that mean the root")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            authentication.name                          | [authentication]
            principal?.id                                | [principal]
            hasRole('ADMIN') and hasAnyAuthority("a")    | [hasRole, hasAnyAuthority]
            (authentication.principal).username          | [authentication]
            {tenant, 'x'}                                | [tenant]
            x.#id == #root.authentication.name           | [x, authentication]
            #id + 'authentication' + "principal"         | []
            #mails.?[owner == name].![text]              | []
            #mails[authentication.name]                  | [authentication]
            #mails.?[active][tenant]                     | [tenant]
            1.5e3 gt 2L and not true or null eq #a       | []
            #a instanceof T(java.lang.String)            | []
            'it''s authentication'                       | []
            """)
    void severalNamesMeanTheRoot(String text, String roots) {
        assertThat(Expression.of(text).roots()).hasToString(roots);
    }

    @Test
    @DisplayName("Issue 12.8: classes and beans")
    void classesAndBeans() {
        Expression expression = Expression.of(
                "T(java.time.LocalDate).now() + T (app.Users) . current(#id) + @tenants.now() + @'my.bean'?.id + @plain + new java.util.Date()");
        assertThat(expression.statics())
                .containsExactly(
                        new Call("java.time.LocalDate", "now"),
                        new Call("app.Users", "current"),
                        new Call("java.util.Date", "<init>"));
        assertThat(expression.beans())
                .containsExactly(new Call("tenants", "now"), new Call("my.bean", "id"), new Call("plain", ""));
        assertThat(expression.roots()).isEmpty();
    }

    @Test
    @DisplayName("Issue 12.8: templates, also unfinished ones")
    void templatesAreReadAlsoUnfinishedOnes() {
        assertThat(Expression.within("a ?#{ {1, 2} } b :#{#name} #{#entityName} ?#{cut"))
                .extracting(Expression::text)
                .containsExactly(" {1, 2} ", "#name", "#entityName", "cut");
        assertThat(Expression.within("no template {x} #y")).isEmpty();
    }
}
