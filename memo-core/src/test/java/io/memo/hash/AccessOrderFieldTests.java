package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 4.11: whether a map keeps the order in which its entries were asked for")
class AccessOrderFieldTests {

    /** Of an own class, with a field of the same name. */
    private static final class Named extends LinkedHashMap<String, Integer> {

        private static final long serialVersionUID = 1L;

        private final boolean accessOrder;

        Named(boolean own, boolean inherited) {
            super(16, 0.75f, inherited);
            accessOrder = own;
        }
    }

    private static <M extends Map<String, Integer>> M filled(M map) {
        map.put("b", 1);
        map.put("a", 2);
        return map;
    }

    @Test
    @DisplayName("SPEC 4.11: read without asking the map for anything, on this Java")
    void readFromTheField() {
        LinkedHashMap<String, Integer> byAccess = filled(new LinkedHashMap<>(16, 0.75f, true));
        assertThat(AccessOrderField.of(byAccess)).isTrue();
        assertThat(byAccess.keySet()).containsExactly("b", "a");
        assertThat(AccessOrderField.of(filled(new LinkedHashMap<>()))).isFalse();
    }

    @Test
    @DisplayName("SPEC 4.11: of a subclass: the field of LinkedHashMap")
    void ofASubclass() {
        Named own = filled(new Named(true, false));
        assertThat(own.accessOrder).isTrue();
        assertThat(AccessOrderField.of(own)).isFalse();
        assertThat(AccessOrderField.of(filled(new Named(false, true)))).isTrue();
    }

    @Test
    @DisplayName("SPEC 4.11: the form that the map is serialised as says the same")
    void theFormSaysTheSame() {
        assertThat(AccessOrder.byForm(filled(new LinkedHashMap<>(16, 0.75f, true))))
                .isTrue();
        assertThat(AccessOrder.byForm(filled(new LinkedHashMap<>()))).isFalse();
        assertThat(AccessOrder.byForm(filled(new Named(true, false)))).isFalse();
    }
}
