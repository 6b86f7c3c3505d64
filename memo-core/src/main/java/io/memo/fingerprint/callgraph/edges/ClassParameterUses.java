package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.bodies.MethodBodies;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether methods of the application ask a class that they are given for no more than its name and whether objects are of it:
 * then nothing of the class is looked up, made or read, whichever it is. What such a method keeps in a private field, or hands on to
 * others, is followed there.
 */
public final class ClassParameterUses {

    private static final Operand CLASS = new Operand.Other("Ljava/lang/Class;");
    private static final String CONCAT = "java/lang/invoke/StringConcatFactory";
    private static final int POP = 87;
    private static final int MONITORENTER = 194;
    private static final int MONITOREXIT = 195;

    private final Application application;
    private final MethodBodies bodies;
    private final Resolver resolver;
    private final Map<MethodRef, Boolean> known = new HashMap<>();
    private final Set<MethodRef> underWay = new HashSet<>();
    private final Set<FieldRef> fieldsUnderWay = new HashSet<>();

    public ClassParameterUses(Application application, MethodBodies bodies, Resolver resolver) {
        this.application = application;
        this.bodies = bodies;
        this.resolver = resolver;
    }

    /** Returns whether whatever the call runs uses the classes among its arguments as types only. */
    boolean areOfTypes(Instruction.Call call) {
        MethodRef named = call.method();
        if (!application.contains(named.owner())) {
            return LibraryCalls.usesNameOnly(named) || LibraryCalls.usesTypeOnly(named);
        }
        DeclaredMethod resolved = resolver.resolve(named);
        if (resolved == null || resolved.method().isAbstract() || call.kind() == CallKind.INTERFACE) {
            return false;
        }
        if (!areOfTypes(resolved.ref())) {
            return false;
        }
        if (call.kind() == CallKind.VIRTUAL) {
            for (String below : application.subtypes(named.owner())) {
                DeclaredMethod selected = resolver.select(below, named, resolved);
                if (selected == null || !areOfTypes(selected.ref())) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean areOfTypes(MethodRef method) {
        Boolean found = known.get(method);
        if (found != null) {
            return found;
        }
        if (!underWay.add(method)) {
            return true;
        }
        boolean all = allOfTypes(bodies.of(method));
        underWay.remove(method);
        // What was assumed of a method that is under way is certain only where nothing is any more.
        if (!all || (underWay.isEmpty() && fieldsUnderWay.isEmpty())) {
            known.put(method, all);
        }
        return all;
    }

    private boolean allOfTypes(@Nullable Code code) {
        if (code == null
                || code.operands().losesClasses()
                || code.operands().depths().isEmpty()) {
            return false;
        }
        List<Instruction> instructions = code.body().instructions();
        for (int at = 0; at < instructions.size(); at++) {
            List<Operand> operands = code.operands().of(at);
            if (operands.contains(CLASS) && !isOfTypes(code, instructions.get(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean isOfTypes(Code code, Instruction instruction) {
        if (instruction instanceof Instruction.Call call) {
            return areOfTypes(call);
        }
        if (instruction instanceof Instruction.OnField access) {
            return !access.isRead() && isReadAsType(access.field());
        }
        if (instruction instanceof Instruction.DynamicCall call) {
            return isOfTypes(code, call.site());
        }
        return instruction instanceof Instruction.Local
                || instruction instanceof Instruction.Jump
                || (instruction instanceof Instruction.OnType onType && !onType.isNew())
                || instruction.opcode() == POP
                || instruction.opcode() == MONITORENTER
                || instruction.opcode() == MONITOREXIT;
    }

    private boolean isOfTypes(Code code, Constant.Dynamic site) {
        if (!LibraryCalls.makesLambda(site)) {
            return site.bootstrap().method().owner().equals(CONCAT);
        }
        for (Constant argument : site.arguments()) {
            if (argument instanceof Constant.MethodHandle handle) {
                Code moved = bodies.movedOut(code, handle);
                if (moved == null || !areOfTypes(handle.method())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Only code of the same nest reads a private field. */
    private boolean isReadAsType(FieldRef field) {
        Resolver.FoundField found = application.contains(field.owner()) ? resolver.resolve(field) : null;
        if (found == null || !Modifier.isPrivate(found.field().access())) {
            return false;
        }
        FieldRef declared = field.in(found.owner().name());
        if (!fieldsUnderWay.add(declared)) {
            return true;
        }
        try {
            for (MethodRef reader : readersOf(declared)) {
                if (!areOfTypes(reader)) {
                    return false;
                }
            }
            return true;
        } finally {
            fieldsUnderWay.remove(declared);
        }
    }

    private List<MethodRef> readersOf(FieldRef field) {
        List<MethodRef> readers = new ArrayList<>();
        for (String name : application.nestOf(field.owner())) {
            ClassFacts facts = application.facts(name);
            List<MethodFacts> methods = facts == null ? List.of() : facts.methods();
            for (MethodFacts method : methods) {
                MethodRef ref = new MethodRef(name, method.name(), method.descriptor());
                Code code = bodies.of(ref);
                if (code != null && reads(code, field)) {
                    readers.add(ref);
                }
            }
        }
        return readers;
    }

    private static boolean reads(Code code, FieldRef field) {
        return code.body().instructions().stream()
                .anyMatch(instruction -> instruction instanceof Instruction.OnField access
                        && access.isRead()
                        && access.field().equals(field));
    }
}
