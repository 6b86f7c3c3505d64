package io.memo.fingerprint.classfile.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.Bodies;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: what is known of the values that a call gets. */
class OperandsTests {

    @Test
    @DisplayName("Issue 16.6: this, a parameter and a constant are told apart")
    void receiverAndArgumentsAreKnown() {
        assertThat(given("void m(String text) { to(text, 5); } void to(String text, long five) {}"))
                .containsExactly(
                        new Operand.This(),
                        new Operand.Other("Ljava/lang/String;"),
                        new Operand.Known(new Constant.Numeric(5L)));
    }

    @Test
    @DisplayName("Issue 16.6: a variable that is stored to once is what was stored")
    void valueGoesThroughAVariable() {
        assertThat(given("void m() { String text = \"a\"; to(text); } static void to(String text) {}"))
                .containsExactly(new Operand.Known(new Constant.Text("a")));
    }

    @Test
    @DisplayName("Issue 16.6: a variable that is stored to twice is anything of its kind")
    void variableOfTwoValuesIsUnknown() {
        assertThat(given("void m(boolean b) { int i = 1; if (b) { i = 2; } to(i); } static void to(int i) {}"))
                .containsExactly(new Operand.Other("I"));
    }

    @Test
    @DisplayName("Issue 16.6: where ways of the code meet, two constants are one that is not known")
    void waysThatMeetAreAnyOfThem() {
        assertThat(given("void m(boolean b) { to(b ? 1 : 2); } static void to(int i) {}"))
                .containsExactly(Operand.Other.LOST);
        assertThat(given("void m(boolean b) { to(b ? 1L : 2L); } static void to(long i) {}"))
                .allMatch(Operand::wide);
    }

    @Test
    @DisplayName("Issue 16.6: this in a field, a variable or a result is lost, as a receiver it is not")
    void thisIsLostWhereItGoesOutOfSight() {
        assertThat(losesThis("Object o; void m() { hashCode(); }")).isFalse();
        assertThat(losesThis("void m() { A other = this; for (int i = 0; i < 2; i++) { other = null; } to(other); }"
                        + " static void to(A a) {}"))
                .isTrue();
    }

    @Test
    @DisplayName("Issue 16.6: a body that unbalances the stack has no known operand, and loses all")
    void bodyThatMakesNoSenseIsUnknown() {
        MethodBody body = new MethodBody(
                new MethodRef("app/A", "m", "()V"),
                true,
                List.of(new Instruction.Plain(96), new Instruction.Plain(177)),
                List.of(),
                List.of());
        Operands operands = Operands.of(body);
        assertThat(operands.depths()).isEmpty();
        assertThat(operands.losesThis()).isTrue();
        assertThat(operands.of(0)).containsOnly(Operand.Other.ANY);
    }

    private static boolean losesThis(String members) {
        return Operands.of(Bodies.ofMembers(members)).losesThis();
    }

    private static List<Operand> given(String members) {
        MethodBody body = Bodies.ofMembers(members);
        return Operands.of(body).of(Bodies.callOf(body, "to"));
    }
}
