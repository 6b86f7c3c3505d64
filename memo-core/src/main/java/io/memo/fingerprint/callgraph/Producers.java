package io.memo.fingerprint.callgraph;

<<<<<<< HEAD
import io.memo.fingerprint.classfile.FieldRef;
import io.memo.fingerprint.classfile.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of which field an object comes that an instruction takes from the stack: the field that is read right for it, or whose
 * value a local variable holds that is set once. Looks back along the text of the code, which is how compilers lay out the
 * operands of an instruction.
 */
final class Producers {

    private static final int AALOAD = 50;
    private static final int DUP = 89;
    private static final int SHUFFLES_FROM = 90;
    private static final int SHUFFLES_TO = 95;
    private static final int CHECKCAST = 192;

    private final Code code;
    private final List<Integer> depths;

    Producers(Code code) {
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
=======
import io.memo.fingerprint.classfile.Instruction;
import io.memo.fingerprint.classfile.Region;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which instruction of a region made what another one takes. Told by how deep the stack is, in the order of instructions: of
 * two ways that meet, the later one is found.
 */
final class Producers {

    /** Where that is not to be seen. */
    static final int UNSEEN = -1;

    private final Code code;
    private final Region region;

    Producers(Code code, Region region) {
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
>>>>>>> h-precision
    }
}
