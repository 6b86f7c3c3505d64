package io.memo.fingerprint.classfile.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: descriptors, signatures and constants as text. */
class DescriptorsTests {

    @Test
    @DisplayName("Issue 16.6: a method descriptor falls into parameters and result")
    void methodDescriptorIsTakenApart() {
        String descriptor = "(I[[JLapp/Order;Z)[Lapp/Line;";
        assertThat(Descriptors.parameters(descriptor)).containsExactly("I", "[[J", "Lapp/Order;", "Z");
        assertThat(Descriptors.returned(descriptor)).isEqualTo("[Lapp/Line;");
        assertThat(Descriptors.classes(descriptor)).containsExactly("app/Order", "app/Line");
        assertThat(Descriptors.element("[[Lapp/Order;")).isEqualTo("app/Order");
        assertThat(Descriptors.element("[[J")).isNull();
    }

    @Test
    @DisplayName("Issue 16.6: a signature names bounds, arguments and members, and no type variable")
    void signatureNamesItsClasses() {
        assertThat(Descriptors.classes(
                        "<T:Lapp/Base;:Lapp/Marker;>(TT;Ljava/util/Map<-Lapp/Key;*>;)Lapp/Outer<TT;>.In;"))
                .containsExactly("app/Base", "app/Marker", "java/util/Map", "app/Key", "app/Outer$In");
        assertThat(Descriptors.arguments("Lapp/Token<Ljava/util/List<Lapp/Order;>;>;Ljava/io/Serializable;"))
                .containsExactly("java/util/List", "app/Order");
    }

    @Test
    @DisplayName("Issue 16.6: no two constants of any types have the same text")
    void constantsAreToldApartByTheirText() {
        List<Object> constants = List.of(
                1,
                1L,
                1f,
                1d,
                (byte) 1,
                (short) 1,
                '1',
                "1",
                true,
                "true",
                "'1'",
                "1L",
                0f,
                -0f,
                0d,
                -0d,
                Float.NaN,
                Float.intBitsToFloat(0x7fc00001),
                "\"",
                "\\\"",
                "\n",
                "\\n",
                "\u00e4",
                "\\u00e4");
        assertThat(constants.stream().map(ConstantText::of)).doesNotHaveDuplicates();
    }
}
