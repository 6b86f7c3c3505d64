package io.memo.fingerprint.classfile.woven;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodBody;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.flow.StackEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The code that describes the join points of a class to advice: it makes a factory, and with it one description after the other, each for
 * a numbered field. In an interface it stands at the begin of the initialiser, else in a method of its own, which the initialiser calls.
 *
 * <p>What a description says without the line number is a text, so that a read of the field can be one of a constant: then neither the
 * number of the field counts nor how many there are.
 *
 * @param texts what each field says
 * @param needless methods that do nothing else
 * @param inInitialiser how many instructions at the begin of the initialiser
 */
record JoinPointDescriptions(Map<String, String> texts, List<MethodRef> needless, int inInitialiser) {

    private static final int RETURN = 177;
    private static final int PUTSTATIC = 179;
    private static final int INVOKESPECIAL = 183;
    private static final int MADE = 6;

    /** Returns the descriptions in a class, or null if there are none, or not in the form of the weaver's. */
    static @Nullable JoinPointDescriptions of(String owner, Map<MethodRef, MethodBody> bodies) {
        MethodBody initialiser = bodies.get(new MethodRef(owner, "<clinit>", "()V"));
        if (initialiser == null) {
            return null;
        }
        MethodBody own = bodies.get(new MethodRef(owner, Weaver.DESCRIBING, "()V"));
        int end = own == null ? endIn(initialiser) : endOfCall(initialiser, own);
        if (end < 0) {
            return null;
        }
        List<MethodRef> needless = new ArrayList<>();
        if (own != null) {
            needless.add(own.method());
        }
        if (end == initialiser.instructions().size() - 1) {
            needless.add(initialiser.method());
        }
        return new JoinPointDescriptions(textsIn(own == null ? initialiser : own), needless, end);
    }

    /** Returns whether code but that of the class's initialiser only reads the fields. */
    boolean explainAll(List<MethodBody> code) {
        return code.stream()
                .filter(body -> !body.method().name().equals("<clinit>")
                        && !body.method().name().equals(Weaver.DESCRIBING))
                .flatMap(body -> body.instructions().stream())
                .allMatch(each -> !(each instanceof Instruction.OnField access)
                        || !access.field().name().startsWith(Weaver.DESCRIPTION)
                        || (access.isStatic()
                                && access.isRead()
                                && texts.containsKey(access.field().name())));
    }

    private static int endOfCall(MethodBody initialiser, MethodBody describing) {
        boolean isCalledFirst = initialiser.instructions().get(0) instanceof Instruction.Call call
                && call.method().equals(describing.method())
                && !initialiser.targets().get(0);
        int end = endIn(describing);
        boolean isAll = end > 0
                && end == describing.instructions().size() - 1
                && describing.instructions().get(end).opcode() == RETURN;
        return isCalledFirst && isAll ? 1 : -1;
    }

    /** Returns the index of the first instruction after the descriptions, or -1 if they are not there. */
    private static int endIn(MethodBody body) {
        List<Instruction> code = body.instructions();
        int at = 0;
        while (at < code.size() && isAllowed(code, at)) {
            at++;
        }
        // What was written goes on after the last field.
        while (at > MADE && code.get(at - 1).opcode() != PUTSTATIC) {
            at--;
        }
        boolean isWhole = at > MADE
                && code.get(0) instanceof Instruction.OnType made
                && made.isNew()
                && code.get(MADE - 1) instanceof Instruction.Local factory
                && factory.isStore()
                && onlyUses(code, at, factory.slot())
                && body.targets().previousSetBit(at - 1) < 0;
        return isWhole ? at : -1;
    }

    private static boolean isAllowed(List<Instruction> code, int at) {
        Instruction instruction = code.get(at);
        if (instruction instanceof Instruction.OnType made) {
            return at == 0 && made.isNew() && made.type().equals(Weaver.FACTORY);
        }
        if (instruction instanceof Instruction.Local local) {
            return local.isStore() == (at == MADE - 1);
        }
        if (instruction instanceof Instruction.OnField access) {
            return access.opcode() == PUTSTATIC && access.field().name().startsWith(Weaver.DESCRIPTION);
        }
        if (instruction instanceof Instruction.Call call) {
            MethodRef method = call.method();
            return method.owner().equals(Weaver.FACTORY)
                    && (method.isConstructor()
                            ? at == MADE - 2 && call.opcode() == INVOKESPECIAL
                            : method.name().startsWith("make"));
        }
        return at == 1 || instruction instanceof Instruction.Load || StackEffect.constantOf(instruction) != null;
    }

    private static boolean onlyUses(List<Instruction> code, int end, int slot) {
        return code.subList(0, end).stream()
                .allMatch(each -> !(each instanceof Instruction.Local local) || local.slot() == slot);
    }

    private static Map<String, String> textsIn(MethodBody body) {
        Map<String, String> texts = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Instruction instruction : body.instructions().subList(MADE, Math.max(MADE, endIn(body)))) {
            if (instruction instanceof Instruction.Load load && load.constant() instanceof Constant.Text part) {
                text.append(part.value()).append('\n');
            } else if (instruction instanceof Instruction.Call call) {
                text.append(call.method().name()).append('\n');
            } else if (instruction instanceof Instruction.OnField access) {
                texts.put(access.field().name(), text.toString());
                text.setLength(0);
            }
        }
        return texts;
    }
}
