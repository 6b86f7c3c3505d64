package io.memo.fingerprint.callgraph.classes;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names the types that an instruction names: whose member it uses, what goes in and what comes out. */
public final class NamedTypes {

    private NamedTypes() {}

    /** Returns internal names, without arrays. */
    public static Set<String> in(Instruction instruction) {
        Set<String> types = new LinkedHashSet<>();
        if (instruction instanceof Instruction.Call call) {
            method(call.method(), types);
        } else if (instruction instanceof Instruction.OnField access) {
            field(access.field(), types);
        } else if (instruction instanceof Instruction.OnType onType) {
            element(onType.type(), types);
        } else if (instruction instanceof Instruction.NewArrays arrays) {
            types.addAll(Descriptors.classes(arrays.descriptor()));
        } else if (instruction instanceof Instruction.Load load) {
            constant(load.constant(), types);
        } else if (instruction instanceof Instruction.DynamicCall dynamic) {
            constant(dynamic.site(), types);
        }
        return types;
    }

    private static void constant(Constant constant, Set<String> types) {
        if (constant instanceof Constant.Type type) {
            types.addAll(Descriptors.classes(type.descriptor()));
        } else if (constant instanceof Constant.MethodType type) {
            types.addAll(Descriptors.classes(type.descriptor()));
        } else if (constant instanceof Constant.FieldHandle handle) {
            field(handle.field(), types);
        } else if (constant instanceof Constant.MethodHandle handle) {
            method(handle.method(), types);
        } else if (constant instanceof Constant.Dynamic dynamic) {
            types.addAll(Descriptors.classes(dynamic.descriptor()));
            method(dynamic.bootstrap().method(), types);
            List<Constant> arguments = dynamic.arguments();
            arguments.forEach(argument -> constant(argument, types));
        }
    }

    private static void method(MethodRef method, Set<String> types) {
        element(method.owner(), types);
        types.addAll(Descriptors.classes(method.descriptor()));
    }

    private static void field(FieldRef field, Set<String> types) {
        types.add(field.owner());
        types.addAll(Descriptors.classes(field.descriptor()));
    }

    private static void element(String type, Set<String> types) {
        String element = Descriptors.element(type);
        if (element != null) {
            types.add(element);
        }
    }
}
