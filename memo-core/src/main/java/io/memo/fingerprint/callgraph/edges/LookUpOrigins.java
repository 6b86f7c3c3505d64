package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells where a method, a handle or another result of a look-up that code uses may come from. */
final class LookUpOrigins {

    private static final int CHECKCAST = 192;

    private final Application application;
    private final String type;
    private final Set<FieldRef> underWay = new HashSet<>();

    /** @param type the internal name of the type of such results, for instance {@code java/lang/reflect/Method} */
    LookUpOrigins(Application application, String type) {
        this.application = application;
        this.type = type;
    }

    /** Returns whether all of these in the code come from look-ups within it, or from fields set by look-ups only. */
    boolean areLookUps(Code code) {
        for (String parameter : Descriptors.parameters(code.method().descriptor())) {
            if (isOne(parameter)) {
                return false;
            }
        }
        return code.body().instructions().stream().allMatch(this::isLookUp);
    }

    private boolean isLookUp(Instruction instruction) {
        if (instruction instanceof Instruction.OnField access && access.isRead()) {
            return !isOne(access.field().descriptor()) || isSetByLookUps(access.field());
        }
        if (instruction instanceof Instruction.Call call) {
            MethodRef method = call.method();
            return !isOne(Descriptors.returned(method.descriptor()))
                    || LibraryCalls.looksUp(method)
                    || method.owner().startsWith("java/lang/invoke/MethodHandle");
        }
        return !(instruction instanceof Instruction.OnType onType)
                || onType.opcode() != CHECKCAST
                || !isOne(onType.descriptor());
    }

    private boolean isOne(String descriptor) {
        return Descriptors.classes(descriptor).contains(type);
    }

    /** Only the constructors or the initialiser of its class set a final field. */
    private boolean isSetByLookUps(FieldRef field) {
        ClassFacts owner = application.contains(field.owner()) ? application.facts(field.owner()) : null;
        boolean isOwn = owner != null
                && owner.fields().stream()
                        .anyMatch(each -> each.name().equals(field.name())
                                && each.descriptor().equals(field.descriptor())
                                && Modifier.isFinal(each.access()));
        if (owner == null || !isOwn) {
            return false;
        }
        if (!underWay.add(field)) {
            return true;
        }
        List<MethodFacts> methods = owner.methods();
        MethodBodies bodies = new MethodBodies(application, new Resolver(application));
        for (MethodFacts method : methods) {
            boolean initialises =
                    method.name().equals("<init>") || method.name().equals("<clinit>");
            Code code = initialises ? bodies.of(new MethodRef(owner.name(), method.name(), method.descriptor())) : null;
            if (code != null && sets(code, field) && !areLookUps(code)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sets(Code code, FieldRef field) {
        return code.body().instructions().stream()
                .anyMatch(instruction -> instruction instanceof Instruction.OnField access
                        && !access.isRead()
                        && access.field().equals(field));
    }
}
