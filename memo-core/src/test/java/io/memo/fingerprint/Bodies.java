package io.memo.fingerprint;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operands;

/** Bodies of methods that were compiled from source text. */
public final class Bodies {

    private Bodies() {}

    /** Returns the class file of a compiled class. */
    public static ClassFile file(Compiled compiled, String binaryName) {
        try {
            return ClassFile.read(compiled.bytesOf(binaryName));
        } catch (UnreadableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the only method of that name with its body. */
    public static Code code(Compiled compiled, String binaryName, String method) {
        try {
            ClassFile file = file(compiled, binaryName);
            ClassFacts facts = file.facts();
            MethodFacts found = facts.methods().stream()
                    .filter(each -> each.name().equals(method))
                    .reduce((one, other) -> {
                        throw new IllegalArgumentException(method + " is overloaded");
                    })
                    .orElseThrow();
            MethodBody body = file.body(method, found.descriptor());
            return new Code(facts, found, body, Operands.of(body));
        } catch (UnreadableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the body of the only method of that name. */
    public static MethodBody body(Compiled compiled, String binaryName, String method) {
        return code(compiled, binaryName, method).body();
    }

    /** Returns the body of method {@code m} of class {@code app.A}, which has these members. */
    public static MethodBody ofMembers(String members, String... options) {
        return body(Compiled.of("package app; class A { " + members + " }", options), "app.A", "m");
    }

    /** Returns where the first call of a method of that name is. */
    public static int callOf(MethodBody body, String name) {
        for (int i = 0; i < body.instructions().size(); i++) {
            if (body.instructions().get(i) instanceof Instruction.Call call
                    && call.method().name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no call of " + name);
    }
}
