package io.memo.fingerprint.classfile.enums;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import io.memo.fingerprint.classfile.flow.Operands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the ordinals of an enum's constants from the class initialiser that makes them. */
public final class EnumConstants {

    private static final int ENUM_CONSTANT = 0x4000;
    private static final int PUTSTATIC = 179;

    private EnumConstants() {}

    /**
     * Returns the names of the constants by ordinal.
     *
     * @param initialiser the class initialiser of the enum
     * @return null if it makes them in another way than {@code NAME = new E("NAME", ordinal, …)}
     */
    public static @Nullable Map<Integer, String> decode(ClassFacts type, MethodBody initialiser) {
        Map<Integer, String> names = new HashMap<>();
        List<Instruction> code = initialiser.instructions();
        Operands operands = Operands.of(initialiser);
        int written = 0;
        for (int i = 1; i < code.size(); i++) {
            if (code.get(i) instanceof Instruction.OnField write
                    && write.opcode() == PUTSTATIC
                    && isConstant(type, write.field())) {
                written++;
                if (code.get(i - 1) instanceof Instruction.Call made
                        && made.method().isConstructor()
                        && made.method().descriptor().startsWith("(Ljava/lang/String;I")
                        && operands.of(i - 1).get(2) instanceof Operand.Known known
                        && known.constant() instanceof Constant.Numeric ordinal) {
                    names.put(ordinal.value().intValue(), write.field().name());
                }
            }
        }
        long constants = type.fields().stream()
                .filter(field -> (field.access() & ENUM_CONSTANT) != 0)
                .count();
        return type.isEnum() && written == constants && names.size() == constants ? names : null;
    }

    private static boolean isConstant(ClassFacts type, FieldRef field) {
        FieldFacts facts = field.owner().equals(type.name()) ? type.field(field.name(), field.descriptor()) : null;
        return facts != null && (facts.access() & ENUM_CONSTANT) != 0;
    }
}
