package io.memo.fingerprint.classfile.code;

import java.util.ArrayList;
import java.util.List;

/** Where control goes after an instruction. */
public final class ControlFlow {

    private static final int GOTO = 167;
    public static final int RET = 169;
    private static final int FIRST_RETURN = 172;
    private static final int LAST_RETURN = 177;
    private static final int ATHROW = 191;

    private ControlFlow() {}

    /** Returns whether the next instruction may run next. */
    public static boolean fallsThrough(Instruction instruction) {
        int opcode = instruction.opcode();
        return !(returns(instruction)
                || opcode == ATHROW
                || opcode == GOTO
                || opcode == RET
                || instruction instanceof Instruction.Switch);
    }

    /** Returns whether the instruction ends the method without an exception. */
    public static boolean returns(Instruction instruction) {
        return instruction.opcode() >= FIRST_RETURN && instruction.opcode() <= LAST_RETURN;
    }

    /** Returns the ordinals that the instruction may jump to. */
    public static List<Integer> targets(Instruction instruction) {
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
