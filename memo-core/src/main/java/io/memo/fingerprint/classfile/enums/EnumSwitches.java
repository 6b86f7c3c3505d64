package io.memo.fingerprint.classfile.enums;

import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.ControlFlow;
import io.memo.fingerprint.classfile.code.ExceptionHandler;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.flow.Operand;
import io.memo.fingerprint.classfile.flow.Operands;
import io.memo.fingerprint.classfile.flow.StackEffect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels switches over enums with the names of the constants, so that all ways in which javac writes one are one body:
 *
 * <ul>
 *   <li>{@code switch (Outer$1.$SwitchMap$app$E[e.ordinal()])}, with a number from a table ({@link EnumTables});
 *   <li>{@code switch (e.ordinal())}, which newer versions write if the enum lies in the same top-level class.
 * </ul>
 *
 * <p>The use of the table is removed. What a constant's name leads to is all that such a switch means, for its number only finds the
 * name; so it is right for a switch over {@code ordinal()} that somebody wrote by hand, too.
 */
public final class EnumSwitches {

    private final MethodBody body;
    private final List<Instruction> code;
    private final Operands operands;
    private final Labels labels;
    private final BitSet needless = new BitSet();

    /** The names of constants by number. */
    public interface Labels {

        /** Returns the names of the constants by the number that the table gives them, or null if that is not known. */
        @Nullable
        Map<Integer, String> ofTable(FieldRef table);

        /** Returns the names of the enum's constants by their ordinals, or null if that is not known. */
        @Nullable
        Map<Integer, String> ofEnum(String internalName);
    }

    private EnumSwitches(MethodBody body, Labels labels) {
        this.body = body;
        this.labels = labels;
        code = body.instructions();
        operands = Operands.of(body);
    }

    /** Returns the body with the labels that are known. */
    public static MethodBody named(MethodBody body, Labels labels) {
        for (int at = 2; at < body.instructions().size(); at++) {
            if (body.instructions().get(at) instanceof Instruction.Switch && ordinalBefore(body, at) != null) {
                return new EnumSwitches(body, labels).named();
            }
        }
        return body;
    }

    private MethodBody named() {
        BitSet targets = body.targets();
        List<Instruction> named = new ArrayList<>(code);
        for (int at = 2; at < code.size(); at++) {
            if (code.get(at) instanceof Instruction.Switch choice && !targets.get(at)) {
                Map<Integer, String> names = namesAt(at, targets);
                named.set(at, names == null ? choice : named(choice, names));
            }
        }
        return new MethodBody(body.method(), body.isStatic(), named, body.handlers(), body.lines()).without(needless);
    }

    private static Instruction.Switch named(Instruction.Switch choice, Map<Integer, String> names) {
        List<String> labels = choice.labels().stream()
                .map(label -> names.getOrDefault(Instruction.Switch.number(label), label))
                .toList();
        return new Instruction.Switch(choice.opcode(), choice.otherwise(), labels, choice.targets());
    }

    private @Nullable Map<Integer, String> namesAt(int at, BitSet targets) {
        Instruction.Call ordinal = ordinalBefore(body, at);
        if (ordinal == null) {
            return null;
        }
        if (code.get(at - 1).equals(ordinal)) {
            return labels.ofEnum(ordinal.method().owner());
        }
        int table = targets.get(at - 1) ? -1 : tableOf(at - 1);
        if (table < 0 || !(code.get(table) instanceof Instruction.OnField read)) {
            return null;
        }
        Map<Integer, String> names = labels.ofTable(read.field());
        if (names != null) {
            needless.set(table);
            needless.set(at - 1);
        }
        return names;
    }

    /** Returns the call that gives the switch its number, by way of a table or not, or null. */
    private static Instruction.@Nullable Call ordinalBefore(MethodBody body, int choice) {
        Instruction before = body.instructions().get(choice - 1);
        Instruction number =
                before.opcode() == StackEffect.IALOAD ? body.instructions().get(choice - 2) : before;
        boolean isOrdinal = number instanceof Instruction.Call call
                && call.kind() == CallKind.VIRTUAL
                && call.method().name().equals("ordinal")
                && call.method().descriptor().equals("()I");
        return isOrdinal ? (Instruction.Call) number : null;
    }

    /** Returns the instruction that puts the table on the stack for this one alone, which takes it, or -1. */
    private int tableOf(int taking) {
        if (operands.depths().isEmpty() || !(operands.of(taking).get(0) instanceof Operand.EnumTable table)) {
            return -1;
        }
        int depth = operands.depths().get(taking) - 2;
        for (int at = taking - 1; at >= 0; at--) {
            if (operands.depths().get(at) == depth) {
                boolean found = code.get(at) instanceof Instruction.OnField read
                        && read.isStatic()
                        && read.isRead()
                        && read.field().equals(table.field());
                return found && isClosed(at + 1, taking) ? at : -1;
            }
            if (touches(at, depth)) {
                return -1;
            }
        }
        return -1;
    }

    /** Returns whether the instruction moves what lies at the depth, or it cannot be told. */
    private boolean touches(int at, int depth) {
        int before = operands.depths().get(at);
        int opcode = code.get(at).opcode();
        return before < depth || StackEffect.isShuffle(opcode) && before - StackEffect.shuffled(opcode) <= depth;
    }

    /** Returns whether no jump leads into the part of the code, or out of it. */
    private boolean isClosed(int from, int to) {
        for (int i = 0; i < code.size(); i++) {
            boolean inside = from <= i && i < to;
            for (int target : ControlFlow.targets(code.get(i))) {
                if (inside ? target < from || target > to : from <= target && target <= to) {
                    return false;
                }
            }
        }
        for (ExceptionHandler handler : body.handlers()) {
            if (from <= handler.target() && handler.target() <= to) {
                return false;
            }
        }
        return true;
    }
}
