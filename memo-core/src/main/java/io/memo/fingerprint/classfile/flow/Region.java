package io.memo.fingerprint.classfile.flow;

import io.memo.fingerprint.classfile.code.ControlFlow;
import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.Liveness;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A stretch of a method's code that is independent of the rest except for what it does to fields: it is entered at its
 * beginning and left at its end with an empty stack, and passes no local variable on but parameters.
 *
 * @param from its first instruction
 * @param to the one after its last
 */
public record Region(int from, int to) {

    /** Returns the smallest regions that a body falls into, in order. One that could not be analysed is a single one. */
    public static List<Region> of(MethodBody body, Operands operands) {
        int size = body.instructions().size();
        List<Region> regions = new ArrayList<>();
        if (operands.depths().isEmpty()) {
            regions.add(new Region(0, size));
            return regions;
        }
        BitSet crossed = crossed(body);
        Liveness liveness = Liveness.of(body.instructions(), body.handlers());
        BitSet parameters = parameters(body);
        int from = 0;
        for (int at = 1; at <= size; at++) {
            if (at == size
                    || (operands.depths().get(at) == 0
                            && !crossed.get(at)
                            && onlyParameters(liveness.before(at), parameters))) {
                regions.add(new Region(from, at));
                from = at;
            }
        }
        return regions;
    }

    /** Returns the points inside of jumps: {@code at} is the point before that instruction. */
    private static BitSet crossed(MethodBody body) {
        List<Instruction> code = body.instructions();
        BitSet crossed = new BitSet();
        for (int i = 0; i < code.size(); i++) {
            if (i < code.size() - 1 && ControlFlow.returns(code.get(i))) {
                crossed.set(i + 1, code.size());
            }
            for (int target : ControlFlow.targets(code.get(i))) {
                cross(crossed, i, target);
            }
        }
        for (ExceptionHandler handler : body.handlers()) {
            crossed.set(handler.from() + 1, handler.to());
            cross(crossed, handler.from(), handler.target() + 1);
        }
        return crossed;
    }

    private static void cross(BitSet crossed, int from, int target) {
        int first = Math.min(from, target) + 1;
        int last = Math.max(from + 1, target);
        if (first < last) {
            crossed.set(first, last);
        }
    }

    private static BitSet parameters(MethodBody body) {
        BitSet parameters = new BitSet();
        int slot = 0;
        if (!body.isStatic()) {
            parameters.set(slot++);
        }
        for (String descriptor : Descriptors.parameters(body.method().descriptor())) {
            parameters.set(slot);
            slot += descriptor.equals("J") || descriptor.equals("D") ? 2 : 1;
        }
        for (Instruction instruction : body.instructions()) {
            if (instruction instanceof Instruction.Local local && local.isStore()) {
                parameters.clear(local.slot());
            } else if (instruction instanceof Instruction.Increment increment) {
                parameters.clear(increment.slot());
            }
        }
        return parameters;
    }

    private static boolean onlyParameters(BitSet live, BitSet parameters) {
        BitSet others = (BitSet) live.clone();
        others.andNot(parameters);
        return others.isEmpty();
    }
}
