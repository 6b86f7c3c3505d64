package io.memo.fingerprint.classfile.code;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The code of a method, normalised: no line numbers, names of locals or frames, no store of a constant into a variable
 * that is never read (javac writes these only if it writes names of locals, too), and variables instead of the slots that
 * they may share.
 *
 * @param method the method
 * @param isStatic whether slot 0 is not {@code this}
 * @param instructions the real instructions
 * @param handlers the exception table, in order
 * @param lines where source lines begin, for messages only
 */
public record MethodBody(
        MethodRef method,
        boolean isStatic,
        List<Instruction> instructions,
        List<ExceptionHandler> handlers,
        List<LineStart> lines) {

    /** From which instruction on the code belongs to a source line. */
    public record LineStart(int instruction, int line) {}

    /** Returns the source line of an instruction, or 0 if the class file does not say. */
    public int lineOf(int instruction) {
        int line = 0;
        int at = -1;
        for (LineStart start : lines) {
            if (start.instruction() <= instruction && start.instruction() >= at) {
                line = start.line();
                at = start.instruction();
            }
        }
        return line;
    }

    /** Returns the instructions that a jump or an exception may lead to. */
    public BitSet targets() {
        BitSet targets = new BitSet();
        for (Instruction instruction : instructions) {
            ControlFlow.targets(instruction).forEach(targets::set);
        }
        for (ExceptionHandler handler : handlers) {
            targets.set(handler.target());
        }
        return targets;
    }

    /** Returns the body without some instructions; what led to one of them leads to the next that stays. */
    public MethodBody without(BitSet needless) {
        if (needless.isEmpty()) {
            return this;
        }
        int size = instructions.size();
        int[] moved = new int[size + 1];
        List<Instruction> kept = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            moved[i + 1] = moved[i] + (needless.get(i) ? 0 : 1);
        }
        for (int i = 0; i < size; i++) {
            if (!needless.get(i)) {
                kept.add(moved(instructions.get(i), moved));
            }
        }
        List<ExceptionHandler> keptHandlers = new ArrayList<>();
        for (ExceptionHandler handler : handlers) {
            int from = moved[handler.from()];
            int to = moved[handler.to()];
            if (from < to) {
                keptHandlers.add(new ExceptionHandler(from, to, moved[handler.target()], handler.type()));
            }
        }
        List<LineStart> starts = lines.stream()
                .map(start -> new LineStart(moved[start.instruction()], start.line()))
                .toList();
        return new MethodBody(method, isStatic, kept, keptHandlers, starts);
    }

    private static Instruction moved(Instruction instruction, int[] moved) {
        if (instruction instanceof Instruction.Jump jump) {
            return new Instruction.Jump(jump.opcode(), moved[jump.target()]);
        }
        if (instruction instanceof Instruction.Switch choice) {
            List<Integer> targets =
                    choice.targets().stream().map(target -> moved[target]).toList();
            return new Instruction.Switch(choice.opcode(), moved[choice.otherwise()], choice.labels(), targets);
        }
        return instruction;
    }
}
