package io.memo.fingerprint.classfile;

import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns ASM's forms of constants into ours. */
final class AsmConstants {

    private AsmConstants() {}

    static Constant of(Object value) {
        if (value instanceof Number number) {
            return new Constant.Numeric(number);
        }
        if (value instanceof String text) {
            return new Constant.Text(text);
        }
        if (value instanceof Type type) {
            return type.getSort() == Type.METHOD
                    ? new Constant.MethodType(type.getDescriptor())
                    : new Constant.Type(type.getDescriptor());
        }
        if (value instanceof Handle handle) {
            return handle(handle);
        }
        if (value instanceof ConstantDynamic dynamic) {
            List<Object> arguments = new ArrayList<>();
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                arguments.add(dynamic.getBootstrapMethodArgument(i));
            }
            return dynamic(dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
        }
        throw new IllegalArgumentException("unknown constant " + value.getClass());
    }

    static Constant.Dynamic dynamic(String name, String descriptor, Handle bootstrap, List<Object> arguments) {
        if (!(handle(bootstrap) instanceof Constant.MethodHandle method)) {
            throw new IllegalArgumentException("a field as bootstrap method");
        }
        List<Constant> constants = new ArrayList<>(arguments.size());
        for (Object argument : arguments) {
            constants.add(of(argument));
        }
        return new Constant.Dynamic(name, descriptor, method, constants);
    }

    private static Constant handle(Handle handle) {
        if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
            FieldRef field = new FieldRef(handle.getOwner(), handle.getName(), handle.getDesc());
            return new Constant.FieldHandle(handle.getTag(), field);
        }
        CallKind kind = switch (handle.getTag()) {
            case Opcodes.H_INVOKEVIRTUAL -> CallKind.VIRTUAL;
            case Opcodes.H_INVOKEINTERFACE -> CallKind.INTERFACE;
            case Opcodes.H_INVOKESTATIC -> CallKind.STATIC;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> CallKind.SPECIAL;
            default -> throw new IllegalArgumentException("unknown method handle " + handle.getTag());
        };
        return new Constant.MethodHandle(
                kind,
                handle.getTag() == Opcodes.H_NEWINVOKESPECIAL,
                new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc()),
                handle.isInterface());
    }
}
