package io.memo.fingerprint.classfile;

import java.util.ArrayList;
import java.util.List;

/** Where control goes after an instruction. */
final class ControlFlow {

    private static final int GOTO = 167;
    static final int RET = 169;
    private static final int FIRST_RETURN = 172;
    private static final int LAST_RETURN = 177;
    private static final int ATHROW = 191;

    private ControlFlow() {}

    /** Returns whether the next instruction may run next. */
    static boolean fallsThrough(Instruction instruction) {
        int opcode = instruction.opcode();
        return !(returns(instruction)
                || opcode == ATHROW
                || opcode == GOTO
                || opcode == RET
                || instruction instanceof Instruction.Switch);
    }

    /** Returns whether the instruction ends the method without an exception. */
    static boolean returns(Instruction instruction) {
        return instruction.opcode() >= FIRST_RETURN && instruction.opcode() <= LAST_RETURN;
    }

    /** Returns the ordinals that the instruction may jump to. */
    static List<Integer> targets(Instruction instruction) {
        if (instruction instanceof Instruction.Jump jump) {
            return List.of(jump.target());
        }
        if (instruction instanceof Instruction.Switch choice) {
            List<Integer> targets = new ArrayList<>(choice.targets());
            targets.add(choice.otherwise());
            return targets;
        }
        return List.of();
    }
}
