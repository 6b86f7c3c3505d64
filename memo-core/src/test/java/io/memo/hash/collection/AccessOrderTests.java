package io.memo.hash.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 4.11: maps in access order, where their field cannot be read")
class AccessOrderTests {

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
    @DisplayName("SPEC 4.11: the form that the map is serialised as says the same")
    void theFormSaysTheSame() {
        assertThat(AccessOrder.byForm(filled(new LinkedHashMap<>(16, 0.75f, true))))
                .isTrue();
        assertThat(AccessOrder.byForm(filled(new LinkedHashMap<>()))).isEqualTo(false);
        assertThat(AccessOrder.byForm(filled(new Named(true, false)))).isEqualTo(false);
    }
}
