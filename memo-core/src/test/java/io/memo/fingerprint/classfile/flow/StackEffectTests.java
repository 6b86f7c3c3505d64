package io.memo.fingerprint.classfile.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 16.6: each effect on the operand stack, as JVMS 6.5 has it. */
class StackEffectTests {

    private static final Operand NARROW = new Operand.Other("I");
    private static final Operand REFERENCE = new Operand.Other("Lapp/A;");
    private static final Operand WIDE = new Operand.Other("J");

    @ParameterizedTest(name = "{1}")
    @DisplayName("Issue 16.6: instructions without names take and put what JVMS 6.5 says")
    @CsvSource(delimiter = '|', textBlock = """
            0   | nop       | 0 | -
            1   | aconst    | 0 | Ljava/lang/Object;
            21  | iload     | 0 | I
            22  | lload     | 0 | J
            23  | fload     | 0 | F
            24  | dload     | 0 | D
            25  | aload     | 0 | Ljava/lang/Object;
            46  | iaload    | 2 | I
            47  | laload    | 2 | J
            48  | faload    | 2 | F
            49  | daload    | 2 | D
            50  | aaload    | 2 | Ljava/lang/Object;
            51  | baload    | 2 | I
            52  | caload    | 2 | I
            53  | saload    | 2 | I
            79  | iastore   | 3 | -
            86  | sastore   | 3 | -
            96  | iadd      | 2 | I
            97  | ladd      | 2 | J
            106 | fmul      | 2 | F
            107 | dmul      | 2 | D
            112 | irem      | 2 | I
            115 | drem      | 2 | D
            116 | ineg      | 1 | I
            119 | dneg      | 1 | D
            120 | ishl      | 2 | I
            121 | lshl      | 2 | J
            123 | lshr      | 2 | J
            126 | iand      | 2 | I
            131 | lxor      | 2 | J
            132 | iinc      | 0 | -
            133 | i2l       | 1 | J
            134 | i2f       | 1 | F
            135 | i2d       | 1 | D
            136 | l2i       | 1 | I
            137 | l2f       | 1 | F
            138 | l2d       | 1 | D
            139 | f2i       | 1 | I
            140 | f2l       | 1 | J
            141 | f2d       | 1 | D
            142 | d2i       | 1 | I
            143 | d2l       | 1 | J
            144 | d2f       | 1 | F
            145 | i2b       | 1 | I
            147 | i2s       | 1 | I
            148 | lcmp      | 2 | I
            152 | dcmpg     | 2 | I
            153 | ifeq      | 1 | -
            158 | ifle      | 1 | -
            159 | if_icmpeq | 2 | -
            166 | if_acmpne | 2 | -
            167 | goto      | 0 | -
            170 | tableswitch | 1 | -
            171 | lookupswitch | 1 | -
            172 | ireturn   | 1 | -
            176 | areturn   | 1 | -
            177 | return    | 0 | -
            188 | newarray  | 1 | Ljava/lang/Object;
            190 | arraylength | 1 | I
            191 | athrow    | 1 | -
            194 | monitorenter | 1 | -
            195 | monitorexit | 1 | -
            198 | ifnull    | 1 | -
            199 | ifnonnull | 1 | -
            """)
    void effectsAreThoseOfTheSpecification(int opcode, String name, int taken, String put) {
        assertThat(StackEffect.pops(opcode)).as(name).isEqualTo(taken);
        assertThat(StackEffect.pushes(opcode)).as(name).isEqualTo(!put.equals("-"));
        if (StackEffect.pushes(opcode)) {
            assertThat(StackEffect.pushedBy(opcode)).isEqualTo(new Operand.Other(put));
        }
    }

    @Test
    @DisplayName("Issue 16.6: jsr and ret, which no compiler writes any more, are not followed")
    void subroutinesAreRefused() {
        assertThatThrownBy(() -> StackEffect.pops(168)).hasMessageContaining("168");
    }

    /** Stacks are written from the bottom to the top: i is one word, r a reference, J two words. */
    @ParameterizedTest(name = "{1} on {2}")
    @DisplayName("Issue 16.6: pop to swap move words, and a wide value is two")
    @CsvSource(delimiter = '|', textBlock = """
            87 | pop     | ri   | r
            88 | pop2    | ri   | ''
            88 | pop2    | iJ   | i
            89 | dup     | r    | rr
            90 | dup_x1  | ir   | rir
            91 | dup_x2  | irr  | rirr
            91 | dup_x2  | Jr   | rJr
            92 | dup2    | ir   | irir
            92 | dup2    | J    | JJ
            93 | dup2_x1 | rii  | iirii
            93 | dup2_x1 | rJ   | JrJ
            94 | dup2_x2 | riri | ririri
            94 | dup2_x2 | JJ   | JJJ
            94 | dup2_x2 | Jri  | riJri
            95 | swap    | ri   | ir
            """)
    void shufflesMoveWords(int opcode, String name, String before, String after) {
        List<Operand> stack = new ArrayList<>(stack(before));
        StackEffect.shuffle(opcode, stack);
        assertThat(stack).as(name).isEqualTo(stack(after));
        assertThat(StackEffect.isShuffle(opcode)).isTrue();
    }

    private static List<Operand> stack(String written) {
        return written.chars()
                .mapToObj(each -> each == 'J' ? WIDE : each == 'r' ? REFERENCE : NARROW)
                .toList();
    }

    @Test
    @DisplayName("Issue 16.6: the short forms of constants are numbers of the right type")
    void shortConstantsHaveTheirType() {
        assertThat(constant(2)).isEqualTo(new Constant.Numeric(-1));
        assertThat(constant(8)).isEqualTo(new Constant.Numeric(5));
        assertThat(constant(9)).isEqualTo(new Constant.Numeric(0L));
        assertThat(constant(10)).isEqualTo(new Constant.Numeric(1L));
        assertThat(constant(13)).isEqualTo(new Constant.Numeric(2f));
        assertThat(constant(15)).isEqualTo(new Constant.Numeric(1d));
        assertThat(constant(1)).isNull();
        assertThat(StackEffect.constantOf(new Instruction.WithInt(16, -7))).isEqualTo(new Constant.Numeric(-7));
        assertThat(StackEffect.constantOf(new Instruction.WithInt(188, 10))).isNull();
    }

    private static Constant constant(int opcode) {
        return StackEffect.constantOf(new Instruction.Plain(opcode));
    }
}
