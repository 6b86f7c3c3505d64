package io.memo.fingerprint.classfile.woven;

import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.flow.StackEffect;
import java.util.List;

/**
 * The code that describes the join points of a class to advice: it makes a factory, and with it one description after the other, each for
 * a field. In an interface it stands at the begin of the initialiser, else in a method of its own.
 */
final class JoinPointDescriptions {

    private static final int RETURN = 177;
    private static final int PUTSTATIC = 179;
    private static final int INVOKESPECIAL = 183;
    private static final int MADE = 6;

    private JoinPointDescriptions() {}

    /** Returns the index of the first instruction after the descriptions, or -1 if they are not there. */
    static int endIn(MethodBody body) {
        List<Instruction> code = body.instructions();
        int at = 0;
        while (at < code.size() && isAllowed(code, at)) {
            at++;
        }
        // What was written goes on after the last field.
        while (at > MADE && code.get(at - 1).opcode() != PUTSTATIC) {
            at--;
        }
        boolean isWhole = at > MADE
                && code.get(0) instanceof Instruction.OnType made
                && made.isNew()
                && code.get(MADE - 1) instanceof Instruction.Local factory
                && factory.isStore()
                && onlyUses(code, at, factory.slot())
                && body.targets().previousSetBit(at - 1) < 0;
        return isWhole ? at : -1;
    }

    /** Returns whether all of the method describes join points. */
    static boolean isAllOf(MethodBody body) {
        int end = endIn(body);
        return end > 0
                && end == body.instructions().size() - 1
                && body.instructions().get(end).opcode() == RETURN;
    }

    private static boolean isAllowed(List<Instruction> code, int at) {
        Instruction instruction = code.get(at);
        if (instruction instanceof Instruction.OnType made) {
            return at == 0 && made.isNew() && made.type().equals(Weaver.FACTORY);
        }
        if (instruction instanceof Instruction.Local local) {
            return local.isStore() == (at == MADE - 1);
        }
        if (instruction instanceof Instruction.OnField access) {
            return access.opcode() == PUTSTATIC && access.field().name().startsWith(Weaver.DESCRIPTION);
        }
        if (instruction instanceof Instruction.Call call) {
            MethodRef method = call.method();
            return method.owner().equals(Weaver.FACTORY)
                    && (method.isConstructor()
                            ? at == MADE - 2 && call.opcode() == INVOKESPECIAL
                            : method.name().startsWith("make"));
        }
        return at == 1
                || instruction instanceof Instruction.Load
                || StackEffect.constantOf(instruction) != null;
    }

    private static boolean onlyUses(List<Instruction> code, int end, int slot) {
        return code.subList(0, end).stream()
                .allMatch(each -> !(each instanceof Instruction.Local local) || local.slot() == slot);
    }
}
