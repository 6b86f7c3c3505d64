package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of which field an object comes that an instruction takes from the stack: the field that is read right for it, or whose
 * value a local variable holds that is set once. Looks back along the text of the code, which is how compilers lay out the
 * operands of an instruction.
 */
final class SourceFields {

    private static final int AALOAD = 50;
    private static final int DUP = 89;
    private static final int SHUFFLES_FROM = 90;
    private static final int SHUFFLES_TO = 95;
    private static final int CHECKCAST = 192;

    private final Code code;
    private final List<Integer> depths;

    SourceFields(Code code) {
        this.code = code;
        depths = code.operands().depths();
    }

    /**
     * Returns the field, or null if it is not known or there is none.
     *
     * @param at the instruction
     * @param operand which of what it takes, the deepest being 0
     */
    @Nullable
    FieldRef fieldBehind(int at, int operand) {
        if (depths.isEmpty() || depths.get(at) < 0) {
            return null;
        }
        return before(at, depths.get(at) - code.operands().of(at).size() + operand);
    }

    private @Nullable FieldRef before(int at, int place) {
        int slot = place;
        for (int i = at - 1; i >= 0; i--) {
            Instruction instruction = code.body().instructions().get(i);
            int depth = depths.get(i);
            if (depth < 0 || depth - code.operands().of(i).size() > slot) {
                continue;
            }
            if (instruction.opcode() == DUP) {
                slot = depth == slot ? slot - 1 : slot;
            } else if (isShuffle(instruction)) {
                return null;
            } else if (instruction.opcode() != CHECKCAST) {
                return madeBy(instruction, i);
            }
        }
        return null;
    }

    private static boolean isShuffle(Instruction instruction) {
        return instruction.opcode() >= SHUFFLES_FROM && instruction.opcode() <= SHUFFLES_TO;
    }

    private @Nullable FieldRef madeBy(Instruction instruction, int at) {
        if (instruction instanceof Instruction.OnField access && access.isRead()) {
            return access.field();
        }
        if (instruction.opcode() == AALOAD) {
            return fieldBehind(at, 0);
        }
        return instruction instanceof Instruction.Local load && !load.isStore() ? stored(load.slot(), at) : null;
    }

    private @Nullable FieldRef stored(int slot, int before) {
        int only = -1;
        for (int i = 0; i < code.body().instructions().size(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.Local local
                    && local.isStore()
                    && local.slot() == slot) {
                if (only >= 0 || i > before) {
                    return null;
                }
                only = i;
            }
        }
        return only < 0 ? null : fieldBehind(only, 0);
    }
}
