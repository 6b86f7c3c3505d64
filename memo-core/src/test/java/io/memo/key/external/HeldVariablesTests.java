package io.memo.key.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.ExternalVariable;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Issue 12.15: the fields that are shown as external variables")
class HeldVariablesTests {

    /** Of the kind that a method makes, or is given. */
    private record Line(String article, int cents) {}

    private interface Rates {
        int of(String article);

        String name();
    }

    private record Fixed(int rate) {}

    private record FixedRates(Map<String, Fixed> byArticle, String name) implements Rates {
        @Override
        public int of(String article) {
            return byArticle.get(article).rate();
        }
    }

    private record Prices(Rates rates, List<Fixed> extras) {}

    private record Loose(Object anything) {}

    private record Lambda(IntSupplier rate) {}

    private static List<String> shown(Class<?> target, ExternalVariable... read) {
        return HeldVariables.among(List.of(read), target).stream()
                .map(variable -> variable.owner().replaceAll(".*[.$]", "") + "." + variable.name())
                .toList();
    }

    private static ExternalVariable of(Class<?> owner, String name) {
        return new ExternalVariable(owner.getName(), name, false);
    }

    @Test
    @DisplayName("Issue 12.15: fields of a record that nothing holds are not shown")
    void recordThatNothingHolds() {
        assertThat(shown(Prices.class, of(Prices.class, "rates"), of(Line.class, "cents")))
                .containsExactly("Prices.rates");
    }

    @Test
    @DisplayName("Issue 12.15: what implements the type of a field, and what that holds in a map, is shown")
    void whatAFieldHolds() {
        assertThat(shown(
                        Prices.class,
                        of(Fixed.class, "rate"),
                        of(FixedRates.class, "byArticle"),
                        of(Line.class, "cents"),
                        of(Prices.class, "rates")))
                .containsExactly("Fixed.rate", "FixedRates.byArticle", "Prices.rates");
    }

    @Test
    @DisplayName("Issue 12.15: what a list in a field or a static holds is shown, and each static is")
    void whatAListHolds() {
        assertThat(shown(Prices.class, of(Fixed.class, "rate"), of(Prices.class, "extras")))
                .containsExactly("Fixed.rate", "Prices.extras");
        assertThat(shown(
                        Line.class,
                        of(Fixed.class, "rate"),
                        new ExternalVariable(HeldVariablesTests.class.getName(), "STANDARD", true)))
                .containsExactly("Fixed.rate", "HeldVariablesTests.STANDARD");
    }

    private static final Fixed STANDARD = new Fixed(1);

    @Test
    @DisplayName("Issue 12.15: where a field may hold anything, or a lambda, all is shown")
    void fieldThatMayHoldAnything() {
        assertThat(STANDARD.rate()).isOne();
        assertThat(shown(Loose.class, of(Loose.class, "anything"), of(Line.class, "cents")))
                .containsExactly("Loose.anything", "Line.cents");
        assertThat(shown(Lambda.class, of(Lambda.class, "rate"), of(Line.class, "cents")))
                .containsExactly("Lambda.rate", "Line.cents");
    }
}
