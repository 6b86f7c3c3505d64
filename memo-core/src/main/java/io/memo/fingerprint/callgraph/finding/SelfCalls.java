package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.CodeSite;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.ArrayList;
import java.util.List;

/** Finds the calls of a method that are made on {@code this}, whoever makes them within the class and those above it. */
public final class SelfCalls {

    private final Program program;

    public SelfCalls(Program program) {
        this.program = program;
    }

    public List<Finding> of(MethodRef method) {
        List<String> types = new ArrayList<>(program.application().supertypes(method.owner()));
        types.add(method.owner());
        types.removeIf(type -> !program.application().contains(type));
        List<Finding> found = new ArrayList<>();
        for (String type : types) {
            ClassFacts facts = program.application().facts(type);
            List<MethodFacts> methods = facts == null ? List.of() : facts.methods();
            for (MethodFacts caller : methods) {
                Code code = caller.isStatic() || caller.isBridge()
                        ? null
                        : program.bodies().of(new MethodRef(type, caller.name(), caller.descriptor()));
                if (code != null) {
                    addFrom(code, method, found);
                }
            }
        }
        return found.stream().distinct().sorted().toList();
    }

    private void addFrom(Code code, MethodRef method, List<Finding> found) {
        List<Instruction> instructions = code.body().instructions();
        for (int i = 0; i < instructions.size(); i++) {
            List<Operand> operands = code.operands().of(i);
            boolean onThis = !operands.isEmpty() && operands.get(0) instanceof Operand.This;
            if (onThis && calls(instructions.get(i), method)) {
                found.add(new CodeSite(code, i)
                        .finding(FindingKind.SELF_CALL, "calls " + method.name() + " on this", program.application()));
            }
        }
    }

    private static boolean calls(Instruction instruction, MethodRef method) {
        if (instruction instanceof Instruction.Call call) {
            return isVirtual(call.kind()) && call.method().in(method.owner()).equals(method);
        }
        return instruction instanceof Instruction.DynamicCall dynamic
                && dynamic.site().arguments().stream()
                        .anyMatch(argument -> argument instanceof Constant.MethodHandle handle
                                && isVirtual(handle.kind())
                                && handle.method().in(method.owner()).equals(method));
    }

    /** A call of {@code super} does not mean the method of this object, and a private one no proxy could intercept. */
    private static boolean isVirtual(CallKind kind) {
        return kind == CallKind.VIRTUAL || kind == CallKind.INTERFACE;
    }
}
