package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.List;
import java.util.Set;

/**
 * Names {@code Object} where its methods are called on an interface that does not declare them. For {@code list.toString()} javac
 * wrote {@code Object.toString} up to version 17 and writes {@code List.toString} since, which runs the same method.
 */
final class ObjectMethodCalls {

    private static final String OBJECT = "java/lang/Object";
    private static final int INVOKEVIRTUAL = 182;

    private static final Set<String> METHODS = Set.of(
            "toString()Ljava/lang/String;",
            "hashCode()I",
            "equals(Ljava/lang/Object;)Z",
            "getClass()Ljava/lang/Class;",
            "notify()V",
            "notifyAll()V",
            "wait()V",
            "wait(J)V",
            "wait(JI)V");

    private final Resolver resolver;

    ObjectMethodCalls(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Returns the body with such calls and references by one name. */
    MethodBody named(MethodBody body) {
        List<Instruction> named = body.instructions().stream().map(this::named).toList();
        return new MethodBody(body.method(), body.isStatic(), named, body.handlers(), body.lines());
    }

    private Instruction named(Instruction instruction) {
        if (instruction instanceof Instruction.Call call) {
            return call.kind() == CallKind.INTERFACE && isOfObject(call.method())
                    ? new Instruction.Call(INVOKEVIRTUAL, call.method().in(OBJECT), false)
                    : call;
        }
        if (instruction instanceof Instruction.DynamicCall call) {
            Constant.Dynamic site = call.site();
            List<Constant> arguments =
                    site.arguments().stream().map(this::named).toList();
            Constant.Dynamic named = new Constant.Dynamic(site.name(), site.descriptor(), site.bootstrap(), arguments);
            return new Instruction.DynamicCall(call.opcode(), named);
        }
        return instruction;
    }

    private Constant named(Constant constant) {
        return constant instanceof Constant.MethodHandle handle
                        && handle.kind() == CallKind.INTERFACE
                        && isOfObject(handle.method())
                ? new Constant.MethodHandle(
                        CallKind.VIRTUAL, false, handle.method().in(OBJECT), false)
                : constant;
    }

    private boolean isOfObject(MethodRef method) {
        if (!METHODS.contains(method.name() + method.descriptor())) {
            return false;
        }
        DeclaredMethod meant = resolver.resolve(method);
        return meant != null && meant.owner().name().equals(OBJECT);
    }
}
