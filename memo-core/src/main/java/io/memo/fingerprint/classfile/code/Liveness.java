package io.memo.fingerprint.classfile.code;

import java.util.BitSet;
import java.util.List;

/** Which local variables may still be read when an instruction is about to run. */
public final class Liveness {

    private final BitSet[] before;

    private Liveness(BitSet[] before) {
        this.before = before;
    }

    public static Liveness of(List<Instruction> instructions, List<ExceptionHandler> handlers) {
        BitSet[] before = new BitSet[instructions.size() + 1];
        for (int i = 0; i < before.length; i++) {
            before[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = instructions.size() - 1; i >= 0; i--) {
                BitSet live = liveBefore(i, instructions.get(i), before, handlers);
                if (!live.equals(before[i])) {
                    before[i] = live;
                    changed = true;
                }
            }
        }
        return new Liveness(before);
    }

    /** Returns the slots that may still be read at the point before the instruction, not to be changed. */
    public BitSet before(int instruction) {
        return before[instruction];
    }

    private static BitSet liveBefore(int i, Instruction instruction, BitSet[] before, List<ExceptionHandler> handlers) {
        BitSet live = new BitSet();
        if (ControlFlow.fallsThrough(instruction)) {
            live.or(before[i + 1]);
        }
        for (int target : ControlFlow.targets(instruction)) {
            live.or(before[target]);
        }
        if (instruction instanceof Instruction.Local local) {
            live.set(local.slot(), !local.isStore());
        } else if (instruction instanceof Instruction.Increment increment) {
            live.set(increment.slot());
        }
        for (ExceptionHandler handler : handlers) {
            if (handler.from() <= i && i < handler.to()) {
                live.or(before[handler.target()]);
            }
        }
        return live;
    }
}
