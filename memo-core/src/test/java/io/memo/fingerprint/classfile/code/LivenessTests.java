package io.memo.fingerprint.classfile.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 16.6: where control goes, and which variables may still be read. */
class LivenessTests {

    private static final Instruction READ = new Instruction.Local(21, 1);
    private static final Instruction WRITE = new Instruction.Local(54, 1);
    private static final Instruction ZERO = new Instruction.Plain(3);
    private static final Instruction POP = new Instruction.Plain(87);
    private static final Instruction RETURN = new Instruction.Plain(177);

    @Test
    @DisplayName("Issue 16.6: a variable lives from its write to its last read")
    void variableLivesUntilItsLastRead() {
        Liveness liveness = Liveness.of(List.of(ZERO, WRITE, READ, POP, RETURN), List.of());
        assertThat(liveness.before(0)).isEqualTo(new BitSet());
        assertThat(liveness.before(2).get(1)).isTrue();
        assertThat(liveness.before(3).get(1)).isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: a jump back keeps a variable alive")
    void loopKeepsAVariableAlive() {
        Liveness liveness = Liveness.of(List.of(READ, POP, ZERO, new Instruction.Jump(153, 0), RETURN), List.of());
        assertThat(liveness.before(3).get(1)).isTrue();
        assertThat(liveness.before(4).get(1)).isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: what a handler reads lives all over what it covers, also before a write")
    void handlerKeepsAVariableAlive() {
        Liveness liveness = Liveness.of(
                List.of(ZERO, WRITE, RETURN, READ, POP, RETURN), List.of(new ExceptionHandler(0, 2, 3, null)));
        assertThat(liveness.before(1).get(1)).isTrue();
        assertThat(liveness.before(2).get(1)).isFalse();
    }

    @Test
    @DisplayName("Issue 16.6: returns, throws, goto and switches do not go on")
    void onlySomeInstructionsFallThrough() {
        assertThat(ControlFlow.fallsThrough(ZERO)).isTrue();
        assertThat(ControlFlow.fallsThrough(new Instruction.Jump(153, 3))).isTrue();
        assertThat(ControlFlow.fallsThrough(new Instruction.Jump(167, 3))).isFalse();
        assertThat(ControlFlow.fallsThrough(new Instruction.Plain(191))).isFalse();
        assertThat(ControlFlow.fallsThrough(RETURN)).isFalse();
        Instruction choice = new Instruction.Switch(170, 9, List.of("#1", "#2"), List.of(4, 5));
        assertThat(ControlFlow.fallsThrough(choice)).isFalse();
        assertThat(ControlFlow.targets(choice)).containsExactlyInAnyOrder(4, 5, 9);
    }
}
