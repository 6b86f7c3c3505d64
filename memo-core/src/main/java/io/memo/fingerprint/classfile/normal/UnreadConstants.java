package io.memo.fingerprint.classfile.normal;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.Liveness;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.flow.StackEffect;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes stores of constants into variables that are not read afterwards. For {@code final int limit = 5} javac writes
 * the constant wherever the variable is read; it stores it as well if, and only if, it writes the names of local
 * variables (Gen.visitVarDef). Without this a method would have another fingerprint with {@code -g} than without.
 *
 * <p>A constant that the method uses nowhere else stays. It may come from a variable that nothing reads or that was folded
 * into others, and then debug settings do count; but the store is not known to be a compiler's echo of the rest.
 */
public final class UnreadConstants {

    private UnreadConstants() {}

    public static MethodBody removedFrom(MethodBody body) {
        List<Instruction> instructions = body.instructions();
        BitSet read = new BitSet();
        boolean any = false;
        for (int i = 0; i < instructions.size(); i++) {
            if (instructions.get(i) instanceof Instruction.Local local && !local.isStore()) {
                read.set(local.slot());
            }
            any |= isConstantStore(instructions, i);
        }
        return any ? removed(body, read) : body;
    }

    private static boolean isConstantStore(List<Instruction> instructions, int i) {
        return i > 0
                && instructions.get(i) instanceof Instruction.Local local
                && local.isStore()
                && isConstant(instructions.get(i - 1));
    }

    private static boolean isConstant(Instruction instruction) {
        return constantOf(instruction) != null;
    }

    private static @Nullable Constant constantOf(Instruction instruction) {
        if (instruction instanceof Instruction.Load load) {
            boolean primitiveOrText =
                    load.constant() instanceof Constant.Numeric || load.constant() instanceof Constant.Text;
            return primitiveOrText ? load.constant() : null;
        }
        return StackEffect.constantOf(instruction);
    }

    private static MethodBody removed(MethodBody body, BitSet read) {
        List<Instruction> instructions = body.instructions();
        BitSet targets = body.targets();
        BitSet unread = new BitSet();
        Liveness liveness = null;
        for (int i = 1; i < instructions.size(); i++) {
            if (!isConstantStore(instructions, i) || targets.get(i)) {
                continue;
            }
            int slot = ((Instruction.Local) instructions.get(i)).slot();
            if (read.get(slot)) {
                liveness = liveness == null ? Liveness.of(instructions, body.handlers()) : liveness;
                if (liveness.before(i + 1).get(slot)) {
                    continue;
                }
            }
            unread.set(i - 1, i + 1);
        }
        keepUnexplained(instructions, unread);
        return body.without(unread);
    }

    private static void keepUnexplained(List<Instruction> instructions, BitSet unread) {
        Set<Constant> used = new HashSet<>();
        for (int i = 0; i < instructions.size(); i++) {
            Constant constant = constantOf(instructions.get(i));
            if (constant != null && !unread.get(i)) {
                used.add(constant);
            }
        }
        for (int i = unread.nextSetBit(0); i >= 0; i = unread.nextSetBit(i + 1)) {
            Constant constant = constantOf(instructions.get(i));
            if (constant != null && !used.contains(constant)) {
                unread.clear(i, i + 2);
            }
        }
    }
}
