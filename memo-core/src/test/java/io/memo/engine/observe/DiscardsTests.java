package io.memo.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MissCause;
import io.memo.MissReason;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPEC 3.5: a method that is never stored says so, once. */
class DiscardsTests {

    private static final MissReason COUNTER = new MissReason(MissCause.EXTERNAL_CHANGED, List.of("this.counter"));

    private final RuntimeFindings findings = new RuntimeFindings("Shop.price");
    private final Discards discards = new Discards(findings);

    @Test
    @DisplayName("Issue 12.15: five runs in a row that were discarded name the variable")
    void fifthChangeInARowIsTold() {
        changes(Discards.CHANGES - 1);
        assertThat(findings.all()).isEmpty();
        changes(1);
        assertThat(findings.all()).singleElement().asString().contains("this.counter", "@MemoIgnore");
        changes(20);
        assertThat(findings.all()).hasSize(1);
    }

    @Test
    @DisplayName("3.5: a result that is stored in between ends the row")
    void storedResultEndsTheRow() {
        for (int i = 0; i < 5; i++) {
            changes(Discards.CHANGES - 1);
            for (int k = 0; k < Discards.OTHERS - 1; k++) {
                discards.other();
            }
            discards.stored();
        }
        assertThat(findings.all()).isEmpty();
    }

    @Test
    @DisplayName("3.5: ten results that were not stored for another reason are told")
    void tenthFailureInARowIsTold() {
        for (int i = 0; i < Discards.OTHERS; i++) {
            discards.other();
        }
        assertThat(findings.all()).singleElement().asString().startsWith("never-stored");
    }

    private void changes(int times) {
        for (int i = 0; i < times; i++) {
            discards.changed(() -> COUNTER);
        }
    }
}
