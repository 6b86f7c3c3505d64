package io.memo.fingerprint.classfile.enums;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.Bodies;
import io.memo.fingerprint.Compiled;
import io.memo.fingerprint.classfile.UnreadableClassException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: numbers of labels and ordinals, read back from what javac wrote. */
class EnumTablesTests {

    private static final Compiled SWITCHING = Compiled.of(Map.of(
            "E",
            "package app; enum E { RED, GREEN, BLUE }",
            "A",
            "package app; class A { int m(E e) { switch (e) { case BLUE: return 1; case RED: return 2;"
                    + " default: return 0; } } }"));

    @Test
    @DisplayName("Issue 16.6: a table numbers the labels in the order in which they were met")
    void tableNumbersLabels() {
        assertThat(EnumTables.decode(Bodies.body(SWITCHING, "app.A$1", "<clinit>")))
                .isEqualTo(Map.of("$SwitchMap$app$E", Map.of(1, "BLUE", 2, "RED")));
    }

    @Test
    @DisplayName("Issue 16.6: an initialiser that does anything else is no table")
    void anotherInitialiserIsNoTable() {
        assertThat(EnumTables.decode(Bodies.body(SWITCHING, "app.E", "<clinit>")))
                .isNull();
    }

    @Test
    @DisplayName("Issue 16.6: ordinals are those that the constants were made with")
    void ordinalsAreRead() throws UnreadableClassException {
        assertThat(EnumConstants.decode(
                        Bodies.file(SWITCHING, "app.E").facts(), Bodies.body(SWITCHING, "app.E", "<clinit>")))
                .isEqualTo(Map.of(0, "RED", 1, "GREEN", 2, "BLUE"));
    }
}
