package io.memo.spring.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.spring.console.DependencyGraph.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeNameTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "METHOD | app.Tax.vat(double, app.shop.Order) | app.Tax | Tax | vat(double, Order)",
                "METHOD | app.Tax.vat() | app.Tax | Tax | vat()",
                "METHOD | app.Shop$Tax.new(app.Shop$Order[]) | app.Shop$Tax | Shop.Tax | new(Order[])",
                "METHOD | app.Tax.compareTo(java.lang.Object) (bridge) | app.Tax | Tax | compareTo(Object) (bridge)",
                "METHOD | app.Tax.vat(int)/1.run() | app.Tax.vat(int)/1 | Tax.vat(int)/1 | run()",
                "METHOD | app.Tax.with(app.Tax.vat(int)/Line) | app.Tax | Tax | with(Tax.vat(int)/Line)",
                "METHOD | app.tour.Search.NEAREST/1.order(app.tour.Plan) | app.tour.Search.NEAREST/1 | Search.NEAREST/1 | order(Plan)",
                "METHOD | lambda in app.Tax | app.Tax | Tax | lambda",
                "INITIALISER | initialiser app.Tax | app.Tax | Tax | static initialiser",
                "VARIABLE | app.Tax.rate | app.Tax | Tax | rate",
                "UNTRACKED | not tracked: native method app.Tax.x() | '' | '' | native method app.Tax.x()"
            })
    void nameIsSplit(Kind kind, String id, String owner, String group, String label) {
        assertThat(CodeName.of(kind, id)).isEqualTo(new CodeName(id, owner, group, label));
    }
}
