package io.memo.fingerprint.classfile.flow;

import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.ControlFlow;
import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the instructions of a method on symbols instead of values.
 *
 * <p>The stack is followed along all jumps until nothing changes. Local variables are treated without regard to order: a
 * parameter that is never stored to is itself, a variable that is stored to once is what was stored, and all others are
 * anything of their kind. That is right for every order in which the code may run.
 */
final class OperandReader {

    private static final int MAX_PASSES = 50;
    private static final Operand CLASS = new Operand.Other("Ljava/lang/Class;");

    private final MethodBody body;
    private final List<Instruction> code;
    private final Map<Integer, Integer> stores = new HashMap<>();
    private final Map<Integer, Operand> parameters = new HashMap<>();
    private final Map<Integer, Operand> stored = new HashMap<>();
    private final @Nullable List<Operand>[] entry;
    private final List<List<Operand>> taken;
    private final List<Operand> stack = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();
    private boolean changed;
    private boolean losesThis;
    private boolean losesClasses;
    private List<Operand> popped = List.of();

    @SuppressWarnings({"unchecked", "rawtypes"})
    OperandReader(MethodBody body) {
        this.body = body;
        code = body.instructions();
        entry = new List[code.size() + 1];
        taken = new ArrayList<>(Collections.nCopies(code.size(), List.<Operand>of()));
        countStores();
        placeParameters();
    }

    Operands read() {
        arrive(0, List.of());
        for (ExceptionHandler handler : body.handlers()) {
            String type = handler.type() == null ? "java/lang/Throwable" : handler.type();
            arrive(handler.target(), List.of(new Operand.Other("L" + type + ";")));
        }
        int passes = 0;
        do {
            changed = false;
            pass();
            if (++passes > MAX_PASSES) {
                throw new IllegalStateException("no fixed point");
            }
        } while (changed);
        Integer[] depths = new Integer[code.size()];
        for (int i = 0; i < depths.length; i++) {
            List<Operand> before = entry[i];
            depths[i] = before == null ? -1 : before.size();
        }
        return new Operands(taken, Arrays.asList(depths), losesThis, losesClasses, Set.copyOf(lost));
    }

    private void countStores() {
        for (Instruction instruction : code) {
            if (instruction instanceof Instruction.Local local && local.isStore()) {
                stores.merge(local.slot(), 1, Integer::sum);
            }
        }
    }

    private void placeParameters() {
        int slot = 0;
        if (!body.isStatic()) {
            parameters.put(slot++, new Operand.This());
            losesThis = stores.containsKey(0);
        }
        for (String descriptor : Descriptors.parameters(body.method().descriptor())) {
            Operand parameter = new Operand.Other(descriptor);
            parameters.put(slot, parameter);
            if (stores.containsKey(slot)) {
                lose(parameter);
            }
            slot += parameter.wide() ? 2 : 1;
        }
    }

    private void pass() {
        for (int i = 0; i < code.size(); i++) {
            List<Operand> before = entry[i];
            if (before == null) {
                continue;
            }
            stack.clear();
            stack.addAll(before);
            popped = List.of();
            Instruction instruction = code.get(i);
            run(instruction);
            taken.set(i, popped);
            if (ControlFlow.fallsThrough(instruction)) {
                arrive(i + 1, stack);
            }
            for (int target : ControlFlow.targets(instruction)) {
                arrive(target, stack);
            }
        }
    }

    private void arrive(int instruction, List<Operand> with) {
        List<Operand> known = entry[instruction];
        if (known == null) {
            entry[instruction] = List.copyOf(with);
            changed = true;
        } else if (!known.equals(with)) {
            List<Operand> merged = merged(known, with);
            if (!merged.equals(known)) {
                entry[instruction] = merged;
                changed = true;
            }
        }
    }

    private List<Operand> merged(List<Operand> one, List<Operand> other) {
        if (one.size() != other.size()) {
            throw new IllegalStateException("stacks of different depth meet");
        }
        List<Operand> merged = new ArrayList<>(one.size());
        for (int i = 0; i < one.size(); i++) {
            Operand a = one.get(i);
            Operand b = other.get(i);
            if (!a.equals(b)) {
                lose(a);
                lose(b);
            }
            merged.add(a.equals(b) ? a : a.wide() ? new Operand.Other("J") : Operand.Other.LOST);
        }
        return merged;
    }

    /** The value may come up again as one of which nothing is known. */
    private void lose(Operand value) {
        losesThis |= value instanceof Operand.This;
        losesClasses |= isClass(value);
        if (value instanceof Operand.Other other && !other.isLost()) {
            lost.add(other.descriptor());
        }
    }

    private static boolean isClass(Operand operand) {
        return operand instanceof Operand.Known known
                ? known.constant() instanceof Constant.Type
                : operand.equals(CLASS);
    }

    private void run(Instruction instruction) {
        if (instruction instanceof Instruction.Local local) {
            runLocal(local);
        } else if (instruction instanceof Instruction.Load load) {
            push(
                    load.constant() instanceof Constant.Dynamic dynamic
                            ? new Operand.Other(dynamic.descriptor())
                            : new Operand.Known(load.constant()));
        } else if (instruction instanceof Instruction.OnField onField) {
            runField(onField);
        } else if (instruction instanceof Instruction.Call call) {
            call(call.method().descriptor(), call.kind() == CallKind.STATIC ? 0 : 1);
            nameClass(call.method());
        } else if (instruction instanceof Instruction.DynamicCall call) {
            call(call.site().descriptor(), 0);
        } else if (instruction instanceof Instruction.OnType onType) {
            runType(onType);
        } else if (instruction instanceof Instruction.NewArrays arrays) {
            pop(arrays.dimensions());
            push(new Operand.Other(arrays.descriptor()));
        } else {
            runPlain(instruction);
        }
    }

    private void runLocal(Instruction.Local local) {
        int slot = local.slot();
        int count = stores.getOrDefault(slot, 0);
        if (local.isStore()) {
            pop(1);
            Operand value = popped.get(0);
            if (count == 1 && !parameters.containsKey(slot)) {
                changed |= !value.equals(stored.put(slot, value));
            } else {
                lose(value);
            }
            return;
        }
        Operand kind = StackEffect.pushedBy(local.opcode());
        Operand unknown = kind.equals(Operand.Other.ANY) ? Operand.Other.LOST : kind;
        Operand parameter = parameters.get(slot);
        if (parameter != null) {
            push(count == 0 ? parameter : unknown);
        } else {
            push(count == 1 ? stored.getOrDefault(slot, unknown) : unknown);
        }
    }

    private void runField(Instruction.OnField onField) {
        pop((onField.isStatic() ? 0 : 1) + (onField.isRead() ? 0 : 1));
        if (onField.isRead()) {
            FieldRef field = onField.field();
            push(field.isSwitchTable() ? new Operand.EnumTable(field) : new Operand.Other(field.descriptor()));
        }
    }

    private void runType(Instruction.OnType onType) {
        if (onType.isNew()) {
            push(new Operand.Other("L" + onType.type() + ";"));
            return;
        }
        pop(1);
        Operand value = popped.get(0);
        String descriptor = onType.descriptor();
        switch (onType.opcode()) {
            case StackEffect.CHECKCAST -> push(value instanceof Operand.Other ? new Operand.Other(descriptor) : value);
            case StackEffect.INSTANCEOF -> push(new Operand.Other("I"));
            default -> push(new Operand.Other("[" + descriptor));
        }
    }

    private void runPlain(Instruction instruction) {
        int opcode = instruction.opcode();
        if (StackEffect.isShuffle(opcode)) {
            StackEffect.shuffle(opcode, stack);
            return;
        }
        Constant constant = StackEffect.constantOf(instruction);
        if (constant != null) {
            push(new Operand.Known(constant));
            return;
        }
        pop(StackEffect.pops(opcode));
        if (opcode == StackEffect.AALOAD
                && popped.get(0) instanceof Operand.Other array
                && array.descriptor().startsWith("[")) {
            push(new Operand.Other(array.descriptor().substring(1)));
        } else if (StackEffect.pushes(opcode)) {
            push(StackEffect.pushedBy(opcode));
        }
    }

    private void call(String descriptor, int receivers) {
        pop(Descriptors.parameters(descriptor).size() + receivers);
        String returned = Descriptors.returned(descriptor);
        if (!returned.equals("V")) {
            push(new Operand.Other(returned));
        }
    }

    /** A class that is looked up by a constant name is that class. */
    private void nameClass(MethodRef method) {
        if (method.owner().equals("java/lang/Class")
                && method.name().equals("forName")
                && popped.get(0) instanceof Operand.Known known
                && known.constant() instanceof Constant.Text name) {
            stack.remove(stack.size() - 1);
            push(new Operand.Known(new Constant.Type("L" + name.value().replace('.', '/') + ";")));
        }
    }

    private void pop(int count) {
        List<Operand> top = stack.subList(stack.size() - count, stack.size());
        popped = List.copyOf(top);
        top.clear();
    }

    private void push(Operand operand) {
        stack.add(operand);
    }
}
