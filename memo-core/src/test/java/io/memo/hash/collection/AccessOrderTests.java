package io.memo.hash.collection;

import static io.memo.hash.read.OwnAccessOrder.filled;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.read.OwnAccessOrder;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 4.11: maps in access order, where their field cannot be read")
class AccessOrderTests {

    @Test
    @DisplayName("SPEC 4.11: the form that the map is serialised as says the same")
    void theFormSaysTheSame() {
        assertThat(AccessOrder.byForm(filled(new LinkedHashMap<>(16, 0.75f, true))))
                .isTrue();
        assertThat(AccessOrder.byForm(filled(new LinkedHashMap<>()))).isEqualTo(false);
        assertThat(AccessOrder.byForm(filled(new OwnAccessOrder(true, false)))).isEqualTo(false);
    }
}
