package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.library.LibraryTypes;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells of an operand of some code, the type of which says little, below which library types its objects are. */
final class OperandBounds {

    static final String ANYTHING = "java/lang/Object";
    private static final String OBJECTS = "[Ljava/lang/Object;";
    private static final int AASTORE = 83;
    private static final int CHECKCAST = 192;

    private static final List<String> PLAIN = List.of(
            "java/util/UUID",
            "java/util/Date",
            "java/util/Locale",
            "java/util/Currency",
            "java/util/TimeZone",
            "java/util/Calendar",
            "java/util/Random",
            "java/util/BitSet",
            "java/util/Properties",
            "java/util/OptionalInt",
            "java/util/OptionalLong",
            "java/util/OptionalDouble",
            "java/util/Scanner",
            "java/util/StringJoiner",
            "java/util/function/",
            "java/util/Comparator",
            "java/util/concurrent/Callable",
            "java/util/regex/",
            "java/util/zip/");

    private final Application application;
    private final Code code;

    OperandBounds(Application application, Code code) {
        this.application = application;
        this.code = code;
    }

    /** Returns internal names; {@code java/lang/Object} for anything, none if the type says all. */
    Set<String> above(Operand operand) {
        if (!(operand instanceof Operand.Other other)) {
            return Set.of();
        }
        if (other.descriptor().equals(OBJECTS) && isMadeHere()) {
            return above(stored());
        }
        List<String> types = Descriptors.classes(other.descriptor());
        return types.isEmpty() || application.contains(types.get(0)) ? Set.of() : above(types.get(0));
    }

    private Set<String> above(List<Operand> operands) {
        Set<String> all = new LinkedHashSet<>();
        for (Operand operand : operands) {
            boolean isArray =
                    operand instanceof Operand.Other other && other.descriptor().equals(OBJECTS);
            all.addAll(isArray ? Set.of() : above(operand));
        }
        return all;
    }

    private Set<String> above(String type) {
        if (type.equals(ANYTHING) || type.equals("java/lang/Iterable") || LibraryTypes.isPage(type)) {
            return Set.of(ANYTHING);
        }
        if (type.startsWith("java/util/")) {
            return PLAIN.stream().anyMatch(type::startsWith) ? Set.of() : Set.of(ANYTHING);
        }
        if (type.startsWith("java/lang/") || type.equals("java/io/Serializable")) {
            ClassFacts facts = application.facts(type);
            return facts != null && facts.isInterface() ? Set.of(type) : Set.of();
        }
        return Set.of();
    }

    /** Returns whether every array of objects in the code is one that it makes, as for a variable number of arguments. */
    private boolean isMadeHere() {
        boolean isGiven = Descriptors.parameters(code.method().descriptor()).contains(OBJECTS);
        return !isGiven && code.body().instructions().stream().noneMatch(OperandBounds::bringsArray);
    }

    private static boolean bringsArray(Instruction instruction) {
        if (instruction instanceof Instruction.Call call) {
            return Descriptors.returned(call.method().descriptor()).equals(OBJECTS);
        }
        if (instruction instanceof Instruction.OnField access) {
            return access.field().descriptor().equals(OBJECTS);
        }
        return instruction instanceof Instruction.OnType onType
                && onType.opcode() == CHECKCAST
                && onType.type().equals(OBJECTS);
    }

    private List<Operand> stored() {
        List<Operand> stored = new ArrayList<>();
        List<Instruction> instructions = code.body().instructions();
        for (int i = 0; i < instructions.size(); i++) {
            List<Operand> operands = code.operands().of(i);
            if (instructions.get(i).opcode() == AASTORE && operands.size() == 3) {
                stored.add(operands.get(2));
            }
        }
        return stored;
    }
}
