package io.memo.fingerprint.callgraph.dispatch;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds who makes objects of a class: code of the application, or methods that only give an object to their container. */
public final class ContainerMadeTypes {

    private static final String BEAN = "org/springframework/context/annotation/Bean";
    private static final int RETURN_REFERENCE = 176;

    private final Application application;
    private final MethodBodies bodies;
    private final Map<String, Creators> known = new HashMap<>();

    /**
     * Who makes objects of a class.
     *
     * @param code whether code does that keeps them
     * @param beans whether methods do that only return them to the container
     */
    private record Creators(boolean code, boolean beans) {}

    public ContainerMadeTypes(Application application, MethodBodies bodies) {
        this.application = application;
        this.bodies = bodies;
    }

    /** Returns whether no code of the application makes such an object but for the container. */
    boolean onlyByContainer(String type) {
        return !makers(type).code();
    }

    /** Returns whether methods for the container make such objects, and no other code does. */
    boolean byContainer(String type) {
        return makers(type).beans() && !makers(type).code();
    }

    private Creators makers(String type) {
        Creators found = known.get(type);
        if (found == null) {
            found = find(type);
            known.put(type, found);
        }
        return found;
    }

    private Creators find(String type) {
        boolean beans = false;
        for (String name : application.classes()) {
            ClassFile file = application.file(name);
            if (file == null || !file.names(type)) {
                continue;
            }
            ClassFacts facts = application.facts(name);
            if (facts == null) {
                return new Creators(true, true);
            }
            for (MethodFacts method : facts.methods()) {
                Code code = bodies.of(new MethodRef(name, method.name(), method.descriptor()));
                if (code != null && makes(code, type)) {
                    if (!givesToContainer(code, type)) {
                        return new Creators(true, beans);
                    }
                    beans = true;
                }
            }
        }
        return new Creators(false, beans);
    }

    private static boolean makes(Code code, String type) {
        return code.body().instructions().stream().anyMatch(instruction -> makes(instruction, type));
    }

    private static boolean makes(Instruction instruction, String type) {
        return (instruction instanceof Instruction.OnType onType
                        && onType.isNew()
                        && onType.type().equals(type))
                || (instruction instanceof Instruction.DynamicCall call && makes(call.site(), type));
    }

    private static boolean makes(Constant constant, String type) {
        if (constant instanceof Constant.MethodHandle handle) {
            return handle.creates() && handle.method().owner().equals(type);
        }
        return constant instanceof Constant.Dynamic dynamic
                && dynamic.arguments().stream().anyMatch(argument -> makes(argument, type));
    }

    /** Returns whether the method is one for the container and each object that it makes is what it returns at once. */
    private static boolean givesToContainer(Code code, String type) {
        if (code.method().annotations().stream().noneMatch(each -> each.type().equals(BEAN))) {
            return false;
        }
        List<Instruction> instructions = code.body().instructions();
        int made = 0;
        int given = 0;
        for (int at = 0; at < instructions.size(); at++) {
            Instruction instruction = instructions.get(at);
            made += makes(instruction, type) ? 1 : 0;
            boolean constructs = instruction instanceof Instruction.Call call
                    && call.kind() == CallKind.SPECIAL
                    && call.method().isConstructor()
                    && call.method().owner().equals(type);
            if (constructs
                    && at + 1 < instructions.size()
                    && instructions.get(at + 1).opcode() == RETURN_REFERENCE) {
                given++;
            }
        }
        return made == given;
    }
}
