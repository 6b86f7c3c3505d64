package io.memo.fingerprint.classfile.enums;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.flow.StackEffect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables with which javac numbers the labels of switches over enums. For {@code switch (e)} it writes
 * {@code switch (Outer$1.$SwitchMap$app$E[e.ordinal()])}, and the initialiser of {@code Outer$1} gives each constant the
 * number under which its label was first seen in the whole outer class. So swapped labels leave the method's bytes as
 * they were, and another switch elsewhere changes them.
 */
public final class EnumTables {

    private static final int IASTORE = 79;
    private static final int ASTORE = 58;
    private static final int RETURN = 177;
    private static final int GETSTATIC = 178;
    private static final int PUTSTATIC = 179;
    private static final int ARRAYLENGTH = 190;
    private static final int INT = 10;

    private EnumTables() {}

    /**
     * Returns for each table of the class the names of the constants by number.
     *
     * @param initialiser the class initialiser that fills the tables
     * @return null if it does anything else, too
     */
    public static @Nullable Map<String, Map<Integer, String>> decode(MethodBody initialiser) {
        Map<String, Map<Integer, String>> tables = new HashMap<>();
        List<Instruction> code = initialiser.instructions();
        int at = 0;
        while (at < code.size()) {
            int next = code.get(at).opcode() == RETURN ? at + 1 : part(code, at, tables);
            if (next < 0) {
                return null;
            }
            at = next;
        }
        return tables;
    }

    /** Reads one table's creation or one entry; returns the index after it, or -1. */
    private static int part(List<Instruction> code, int at, Map<String, Map<Integer, String>> tables) {
        FieldRef created = at + 3 < code.size() ? field(code, at + 3, PUTSTATIC) : null;
        if (created != null && created.isSwitchTable() && isNewTable(code, at)) {
            tables.put(created.name(), new HashMap<>());
            return at + 4;
        }
        if (at + 6 >= code.size()) {
            return -1;
        }
        FieldRef table = field(code, at, GETSTATIC);
        FieldRef constant = field(code, at + 1, GETSTATIC);
        Map<Integer, String> entries = table == null ? null : tables.get(table.name());
        if (entries == null
                || constant == null
                || !(code.get(at + 2) instanceof Instruction.Call call
                        && call.method().name().equals("ordinal"))
                || !(StackEffect.constantOf(code.get(at + 3)) instanceof Constant.Numeric number)
                || code.get(at + 4).opcode() != IASTORE
                || !(code.get(at + 5) instanceof Instruction.Jump)
                || code.get(at + 6).opcode() != ASTORE) {
            return -1;
        }
        entries.put(number.value().intValue(), constant.name());
        return at + 7;
    }

    /** {@code new int[E.values().length]} */
    private static boolean isNewTable(List<Instruction> code, int at) {
        return code.get(at) instanceof Instruction.Call call
                && call.method().name().equals("values")
                && code.get(at + 1).opcode() == ARRAYLENGTH
                && code.get(at + 2) instanceof Instruction.WithInt array
                && array.operand() == INT;
    }

    private static @Nullable FieldRef field(List<Instruction> code, int at, int opcode) {
        return code.get(at) instanceof Instruction.OnField access && access.opcode() == opcode ? access.field() : null;
    }
}
