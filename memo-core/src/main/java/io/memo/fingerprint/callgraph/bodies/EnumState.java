package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells from which statics the state of an enum's constants is found: from the constants, unless code alone fixes it. */
public final class EnumState {

    private static final int ENUM_CONSTANT = 0x4000;

    private final Application application;
    private final MethodBodies bodies;

    public EnumState(Application application, MethodBodies bodies) {
        this.application = application;
        this.bodies = bodies;
    }

    /** Returns the enum whose constants hold the instance field in a way that its code does not fix, or null. */
    public @Nullable ClassFacts enumWith(ClassFacts owner, FieldFacts field) {
        ClassFacts type = "java/lang/Enum".equals(owner.superName()) ? owner : above(owner);
        if (field.isStatic() || type == null || !type.isEnum()) {
            return null;
        }
        boolean isFixed = Modifier.isFinal(field.access())
                && constantsAreGiven(type)
                && application.subtypes(type.name()).stream().allMatch(this::onlyAssigns);
        return isFixed ? null : type;
    }

    /** Returns the fields that hold the constants. */
    public static List<FieldFacts> constants(ClassFacts type) {
        return type.fields().stream()
                .filter(field -> (field.access() & ENUM_CONSTANT) != 0)
                .toList();
    }

    private @Nullable ClassFacts above(ClassFacts owner) {
        return owner.superName() == null || !application.contains(owner.superName())
                ? null
                : application.facts(owner.superName());
    }

    /** Returns whether every constant is made of constants. */
    private boolean constantsAreGiven(ClassFacts type) {
        Code code = bodies.of(new MethodRef(type.name(), "<clinit>", "()V"));
        List<Instruction> instructions = code == null ? List.of() : code.body().instructions();
        for (int i = 0; i < instructions.size(); i++) {
            if (code != null
                    && instructions.get(i) instanceof Instruction.Call call
                    && isOwnConstructor(call, type.name())) {
                List<Operand> operands = code.operands().of(i);
                if (!operands.stream().skip(1).allMatch(Operand.Known.class::isInstance)) {
                    return false;
                }
            }
        }
        return code != null;
    }

    private boolean isOwnConstructor(Instruction.Call call, String type) {
        return call.method().isConstructor()
                && application.subtypes(type).contains(call.method().owner());
    }

    /** Returns whether what the constructors of the class assign comes from their parameters and constants alone. */
    private boolean onlyAssigns(String name) {
        ClassFacts facts = application.facts(name);
        List<MethodFacts> methods = facts == null ? List.of() : facts.methods();
        for (MethodFacts method : methods) {
            Code code = method.name().equals("<init>")
                    ? bodies.of(new MethodRef(name, "<init>", method.descriptor()))
                    : null;
            if (code != null && !code.body().instructions().stream().allMatch(EnumState::isPlain)) {
                return false;
            }
        }
        return facts != null;
    }

    private static boolean isPlain(Instruction instruction) {
        if (instruction instanceof Instruction.Call call) {
            return call.method().isConstructor();
        }
        if (instruction instanceof Instruction.OnType onType) {
            return !onType.isNew() && onType.opcode() != 189;
        }
        if (instruction instanceof Instruction.OnField access) {
            return !(access.isStatic() && access.isRead());
        }
        return !(instruction instanceof Instruction.DynamicCall)
                && !(instruction instanceof Instruction.NewArrays)
                && !(instruction instanceof Instruction.Load load && load.constant() instanceof Constant.Dynamic)
                && instruction.opcode() != 188;
    }
}
