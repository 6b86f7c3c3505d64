package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which instruction of a region made what another one takes. Told by how deep the stack is, in the order of instructions: of
 * two ways that meet, the later one is found.
 */
final class OperandSources {

    /** Where that is not to be seen. */
    static final int UNSEEN = -1;

    private final Code code;
    private final Region region;

    OperandSources(Code code, Region region) {
        this.code = code;
        this.region = region;
    }

    /** Returns the instruction that made the operand, or {@link #UNSEEN}. */
    int of(int at, int operand) {
        List<Integer> depths = code.operands().depths();
        if (depths.isEmpty() || depths.get(at) < 0) {
            return UNSEEN;
        }
        int place = depths.get(at) - taken(at) + operand;
        for (int before = at - 1; before >= region.from(); before--) {
            if (depths.get(before) >= 0 && depths.get(before) - taken(before) <= place) {
                return before;
            }
        }
        return UNSEEN;
    }

    private int taken(int at) {
        return code.operands().of(at).size();
    }

    /** Returns the instructions of the region that store to the variable. */
    List<Integer> storesTo(int slot) {
        List<Instruction> instructions = code.body().instructions();
        return IntStream.range(region.from(), region.to())
                .filter(at -> instructions.get(at) instanceof Instruction.Local local
                        && local.isStore()
                        && local.slot() == slot)
                .boxed()
                .toList();
    }
}
