package io.memo.fingerprint.classfile.flow;

import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The operands of every instruction of a method.
 *
 * @param taken for each instruction what it takes from the stack, the deepest first; for a call the receiver, then the
 *     arguments
 * @param depths for each instruction how many values lie on the stack before it, -1 if it cannot be reached; empty if the
 *     method could not be analysed, when all operands are {@link Operand.Other#ANY}
 * @param losesThis whether {@code this} may be where it is not shown as {@link Operand.This}
 * @param losesClasses whether a class may be where it is shown neither as a constant nor by its type
 * @param lost the descriptors of the values that may be shown as {@link Operand.Other#LOST}; {@code Ljava/lang/Object;} among them
 *     if any value may be
 */
public record Operands(
        List<List<Operand>> taken, List<Integer> depths, boolean losesThis, boolean losesClasses, Set<String> lost) {

    /** Returns what the instruction takes. */
    public List<Operand> of(int instruction) {
        return taken.get(instruction);
    }

    /** Returns the operands of the body's instructions. Never fails: what is not understood is not known. */
    public static Operands of(MethodBody body) {
        try {
            return new OperandReader(body).read();
        } catch (RuntimeException e) {
            // Hand-made code (jsr, unbalanced stacks): all that follows treats unknown operands as anything.
            return new Operands(
                    body.instructions().stream().map(Operands::unknown).toList(),
                    List.of(),
                    true,
                    true,
                    Set.of(Operand.Other.ANY.descriptor()));
        }
    }

    private static List<Operand> unknown(Instruction instruction) {
        int count = 1;
        if (instruction instanceof Instruction.Call call) {
            count = Descriptors.parameters(call.method().descriptor()).size()
                    + (call.kind() == CallKind.STATIC ? 0 : 1);
        } else if (instruction instanceof Instruction.DynamicCall call) {
            count = Descriptors.parameters(call.site().descriptor()).size();
        } else if (instruction instanceof Instruction.OnField) {
            count = 2;
        }
        return Collections.nCopies(count, Operand.Other.ANY);
    }
}
