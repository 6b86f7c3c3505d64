package io.memo.fingerprint.classfile.normal;

import io.memo.fingerprint.classfile.code.ControlFlow;
import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.Liveness;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers local variables by what they are instead of by the slot they lie in.
 *
 * <p>Slots are shared by variables that do not live at the same time, and javac gives a slot to a constant only if it
 * writes names of locals; so debug settings move slots. Here all stores that may reach a common load are one variable
 * (a web of definitions and uses). Parameters keep their slot, all others are numbered as they first occur.
 */
public final class LocalVariables {

    private static final int UNSET = -1;

    private final List<Instruction> code;
    private final List<ExceptionHandler> handlers;
    private final Liveness liveness;
    private final int parameterSlots;
    private final int slots;

    /** For each instruction the definition of each slot that is live before it. */
    private final int[][] before;

    /** Definitions that are the same variable, as a forest: parameters by slot, then stores by instruction. */
    private final int[] same;

    private boolean changed;

    private LocalVariables(MethodBody body, int parameterSlots, int slots) {
        code = body.instructions();
        handlers = body.handlers();
        liveness = Liveness.of(code, handlers);
        this.parameterSlots = parameterSlots;
        this.slots = slots;
        before = new int[code.size()][];
        same = new int[parameterSlots + code.size() + slots];
        for (int i = 0; i < same.length; i++) {
            same[i] = i;
        }
    }

    public static MethodBody numbered(MethodBody body) {
        int parameterSlots = body.isStatic() ? 0 : 1;
        for (String parameter : Descriptors.parameters(body.method().descriptor())) {
            parameterSlots += parameter.equals("J") || parameter.equals("D") ? 2 : 1;
        }
        int slots = parameterSlots;
        boolean stores = false;
        for (Instruction instruction : body.instructions()) {
            if (instruction instanceof Instruction.Local local) {
                slots = Math.max(slots, local.slot() + 1);
                stores |= local.isStore();
                if (local.opcode() == ControlFlow.RET) {
                    return body;
                }
            } else if (instruction instanceof Instruction.Increment increment) {
                slots = Math.max(slots, increment.slot() + 1);
            }
        }
        return stores ? new LocalVariables(body, parameterSlots, slots).applied(body) : body;
    }

    private MethodBody applied(MethodBody body) {
        int[] atEntry = new int[slots];
        Arrays.fill(atEntry, UNSET);
        for (int slot = 0; slot < parameterSlots; slot++) {
            atEntry[slot] = slot;
        }
        arrive(0, atEntry);
        do {
            changed = false;
            for (int i = 0; i < code.size(); i++) {
                if (before[i] != null) {
                    pass(i);
                }
            }
        } while (changed);
        return new MethodBody(body.method(), body.isStatic(), renumbered(), handlers, body.lines());
    }

    private void pass(int i) {
        Instruction instruction = code.get(i);
        int[] after = before[i];
        if (instruction instanceof Instruction.Local local && local.isStore()) {
            after = after.clone();
            after[local.slot()] = parameterSlots + i;
        }
        if (ControlFlow.fallsThrough(instruction)) {
            arrive(i + 1, after);
        }
        for (int target : ControlFlow.targets(instruction)) {
            arrive(target, after);
        }
        for (ExceptionHandler handler : handlers) {
            if (handler.from() <= i && i < handler.to()) {
                arrive(handler.target(), before[i]);
            }
        }
    }

    private void arrive(int at, int[] definitions) {
        BitSet live = liveness.before(at);
        int[] known = before[at];
        if (known == null) {
            known = new int[slots];
            Arrays.fill(known, UNSET);
            before[at] = known;
            changed = true;
        }
        for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1)) {
            if (definitions[slot] == UNSET) {
                continue;
            }
            if (known[slot] == UNSET) {
                known[slot] = definitions[slot];
                changed = true;
            } else {
                unite(known[slot], definitions[slot]);
            }
        }
    }

    private void unite(int one, int other) {
        int a = root(one);
        int b = root(other);
        // The smallest stands for all, so that a parameter does.
        same[Math.max(a, b)] = Math.min(a, b);
    }

    private int root(int definition) {
        int at = definition;
        while (same[at] != at) {
            at = same[at];
        }
        return at;
    }

    private List<Instruction> renumbered() {
        Map<Integer, Integer> numbers = new HashMap<>();
        Instruction[] renumbered = code.toArray(Instruction[]::new);
        for (int i = 0; i < renumbered.length; i++) {
            if (renumbered[i] instanceof Instruction.Local local) {
                renumbered[i] = new Instruction.Local(local.opcode(), number(definition(i, local), numbers));
            } else if (renumbered[i] instanceof Instruction.Increment step) {
                int number = number(reaching(i, step.slot()), numbers);
                renumbered[i] = new Instruction.Increment(step.opcode(), number, step.amount());
            }
        }
        return List.of(renumbered);
    }

    private int definition(int i, Instruction.Local local) {
        return local.isStore() ? parameterSlots + i : reaching(i, local.slot());
    }

    /** In code that cannot be reached a slot stands for itself. */
    private int reaching(int i, int slot) {
        int definition = before[i] == null ? UNSET : before[i][slot];
        return definition == UNSET ? parameterSlots + code.size() + slot : definition;
    }

    private int number(int definition, Map<Integer, Integer> numbers) {
        int root = root(definition);
        return root < parameterSlots ? root : numbers.computeIfAbsent(root, ignored -> parameterSlots + numbers.size());
    }
}
