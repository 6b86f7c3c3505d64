package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Operand;
import io.memo.fingerprint.classfile.flow.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Finds the code that gives a field its value, whether or not it is reached: nothing that a memoized method reaches need
 * construct its bean, but the bean may hold a lambda. Regions that just pass a constructor's parameter on are none.
 */
public final class FieldAssignments {

    private final Application application;
    private final MethodBodies bodies;
    private final Initialisers initialisers;
    private final RegionEffects effects;
    private final Retention keeping;
    private final Map<Code, Set<String>> mentioned = new IdentityHashMap<>();

    public FieldAssignments(Application application, MethodBodies bodies, Initialisers initialisers) {
        this.application = application;
        this.bodies = bodies;
        this.initialisers = initialisers;
        this.effects = new RegionEffects(application);
        this.keeping = new Retention(application, bodies);
    }

    /**
     * Returns the pieces of code that give the field its value: those of its class's initialisers, and any others in the
     * class or below it that make code for it or, in a constructor, for the superclass.
     */
    public List<Code.Fragment> of(ClassFacts owner, FieldFacts field) {
        List<Code.Fragment> fragments = new ArrayList<>();
        for (MethodFacts method : owner.methods()) {
            if (method.name().equals(field.isStatic() ? Initialisers.CLASS_INITIALISER : "<init>")) {
                add(fragments, owner, method, (code, part) -> initialises(code, part, field));
            } else if (mayMakeCode(method, field)) {
                addIfMentioned(fragments, owner, method, field);
            }
        }
        if (!field.isStatic() && !isOfOwnClass(field)) {
            for (String below : application.subtypes(owner.name())) {
                ClassFacts facts = below.equals(owner.name()) ? null : application.facts(below);
                if (facts != null) {
                    addBelow(fragments, facts, field);
                }
            }
        }
        return fragments;
    }

    private void addBelow(List<Code.Fragment> fragments, ClassFacts below, FieldFacts field) {
        for (MethodFacts method : below.methods()) {
            if (mayMakeCode(method, field)) {
                add(
                        fragments,
                        below,
                        method,
                        (code, part) -> fillsWithCode(code, part.region(), field)
                                || (effects.makesCode(code, part.region()) && constructs(code, part.region())));
            }
        }
    }

    /** Most methods touch few of the fields, so a set of names saves looking at each of their regions for each field. */
    private void addIfMentioned(List<Code.Fragment> fragments, ClassFacts owner, MethodFacts method, FieldFacts field) {
        Code code = bodies.of(new MethodRef(owner.name(), method.name(), method.descriptor()));
        if (code != null
                && mentioned.computeIfAbsent(code, FieldAssignments::fieldsIn).contains(field.name())) {
            add(fragments, owner, method, (known, part) -> fillsWithCode(known, part.region(), field));
        }
    }

    private static Set<String> fieldsIn(Code code) {
        Set<String> names = new HashSet<>();
        for (Instruction instruction : code.body().instructions()) {
            if (instruction instanceof Instruction.OnField access) {
                names.add(access.field().name());
            }
        }
        return names;
    }

    private void add(
            List<Code.Fragment> fragments,
            ClassFacts owner,
            MethodFacts method,
            BiPredicate<Code, Initialisers.Part> counts) {
        Code code = bodies.of(new MethodRef(owner.name(), method.name(), method.descriptor()));
        if (code == null) {
            return;
        }
        List<Region> regions = new ArrayList<>();
        for (Initialisers.Part part : initialisers.partsOf(code)) {
            if (counts.test(code, part) && !passesOn(code, part.region())) {
                regions.add(part.region());
            }
        }
        if (!regions.isEmpty()) {
            fragments.add(new Code.Fragment(code, regions));
        }
    }

    /** Regions of a class initialiser that belong to no single field count with the class. */
    private static boolean initialises(Code code, Initialisers.Part part, FieldFacts field) {
        return part.field() == null
                ? !field.isStatic() && fills(code, part.region(), field)
                : part.field().equals(field.name());
    }

    private static boolean mayMakeCode(MethodFacts method, FieldFacts field) {
        return !method.isSynthetic() && !method.name().equals(Initialisers.CLASS_INITIALISER) && !isValue(field);
    }

    /**
     * Returns whether the field holds an object of a class of the application. Such an object counts by its own fields, each with
     * what fills it, and what it holds is read with the key; only a lambda has no fields.
     */
    private boolean isOfOwnClass(FieldFacts field) {
        String descriptor = field.descriptor();
        String type = descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : "";
        ClassFacts facts = application.contains(type) ? application.facts(type) : null;
        return facts != null && !facts.isInterface();
    }

    private static boolean isValue(FieldFacts field) {
        boolean reference =
                field.descriptor().startsWith("L") || field.descriptor().startsWith("[L");
        return !reference || field.descriptor().equals("Ljava/lang/String;");
    }

    /** Returns whether the region calls another constructor on the object under construction. */
    private static boolean constructs(Code code, Region region) {
        for (int i = region.from(); i < region.to(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.Call call
                    && call.method().isConstructor()
                    && code.operands().of(i).get(0) instanceof Operand.This) {
                return true;
            }
        }
        return false;
    }

    private boolean fillsWithCode(Code code, Region region, FieldFacts field) {
        return effects.makesCode(code, region) && (writes(code, region, field) || keeping.in(code, region, field));
    }

    private static boolean writes(Code code, Region region, FieldFacts field) {
        for (int i = region.from(); i < region.to(); i++) {
            if (code.body().instructions().get(i) instanceof Instruction.OnField access
                    && !access.isRead()
                    && isOn(access, field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(Instruction.OnField access, FieldFacts field) {
        return access.field().name().equals(field.name())
                && access.field().descriptor().equals(field.descriptor());
    }

    /** Returns whether the region writes the field, or reads it and calls something that may fill what it holds. */
    private static boolean fills(Code code, Region region, FieldFacts field) {
        if (writes(code, region, field)) {
            return true;
        }
        boolean reads = false;
        boolean calls = false;
        for (int i = region.from(); i < region.to(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            reads |= instruction instanceof Instruction.OnField access && isOn(access, field);
            calls |= instruction instanceof Instruction.Call;
        }
        return reads && calls;
    }

    private static boolean passesOn(Code code, Region region) {
        for (int i = region.from(); i < region.to(); i++) {
            Instruction instruction = code.body().instructions().get(i);
            boolean passes = instruction instanceof Instruction.Local
                    || (instruction instanceof Instruction.OnField access && !access.isRead())
                    || (instruction instanceof Instruction.OnType onType && !onType.isNew() && !onType.isTest())
                    || (instruction instanceof Instruction.Call call
                            && call.method().owner().equals("java/util/Objects"));
            if (!passes) {
                return false;
            }
        }
        return true;
    }
}
