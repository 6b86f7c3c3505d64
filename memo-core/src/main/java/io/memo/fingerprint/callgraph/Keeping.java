package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.CallKind;
import io.memo.fingerprint.classfile.Descriptors;
import io.memo.fingerprint.classfile.FieldFacts;
import io.memo.fingerprint.classfile.FieldRef;
import io.memo.fingerprint.classfile.Instruction;
import io.memo.fingerprint.classfile.MethodRef;
import io.memo.fingerprint.classfile.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether code may leave what it makes in what a field holds. A repository that is asked with a lambda does not keep
 * it, a map into which a handler is put does.
 *
 * <p>A container of the JDK keeps what is put into it. An object of the application keeps what its methods store. Any other
 * library object keeps what it is told without an answer, unless the name of the method says that it runs it.
 */
final class Keeping {

    private static final int MAX_DEPTH = 4;

    /** Beginnings of the names of methods that run what they are given before they return, or hand it to another thread. */
    private static final List<String> RUNNERS = List.of(
            "accept",
            "await",
            "call",
            "do",
            "each",
            "execute",
            "forEach",
            "ifPresent",
            "invoke",
            "log",
            "process",
            "query",
            "read",
            "run",
            "submit",
            "try",
            "visit",
            "write");

    private final Application application;
    private final Codes codes;
    private final Map<MethodRef, Boolean> keepers = new HashMap<>();

    Keeping(Application application, Codes codes) {
        this.application = application;
        this.codes = codes;
    }

    /** Returns whether the region of the code calls something on what the field holds that may keep what it is given. */
    boolean in(Code code, Region region, FieldFacts field) {
        RegionProducers producers = new RegionProducers(code, region);
        for (int at = region.from(); at < region.to(); at++) {
            if (code.body().instructions().get(at) instanceof Instruction.Call call
                    && call.kind() != CallKind.STATIC
                    && takesObjects(call.method())
                    && isHeldBy(code, producers.of(at, 0), producers, field, 0)
                    && keeps(call.method(), 0)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether what the instruction gives is what the field holds, or part of it. */
    private boolean isHeldBy(Code code, int at, RegionProducers producers, FieldFacts field, int depth) {
        if (at == RegionProducers.UNSEEN || depth > MAX_DEPTH) {
            return true;
        }
        Instruction instruction = code.body().instructions().get(at);
        if (instruction instanceof Instruction.OnField access) {
            return isField(access.field(), field);
        }
        if (instruction instanceof Instruction.Local local && !local.isStore()) {
            return producers.storesTo(local.slot()).stream()
                    .anyMatch(store -> isHeldBy(code, producers.of(store, 0), producers, field, depth + 1));
        }
        if (instruction instanceof Instruction.Call call && call.kind() != CallKind.STATIC) {
            return isContainer(call.method().owner())
                    && isHeldBy(code, producers.of(at, 0), producers, field, depth + 1);
        }
        return instruction instanceof Instruction.OnType onType
                && !onType.isNew()
                && isHeldBy(code, producers.of(at, 0), producers, field, depth + 1);
    }

    private static boolean isField(FieldRef named, FieldFacts field) {
        return named.name().equals(field.name()) && named.descriptor().equals(field.descriptor());
    }

    private static boolean takesObjects(MethodRef method) {
        return Descriptors.parameters(method.descriptor()).stream()
                .anyMatch(parameter -> parameter.length() > 1 && !parameter.equals("Ljava/lang/String;"));
    }

    private static boolean isContainer(String owner) {
        return owner.startsWith("java/util/") || owner.startsWith("java/lang/ThreadLocal");
    }

    /** Returns whether the method may store what it is given. */
    private boolean keeps(MethodRef method, int depth) {
        String owner = method.owner();
        if (LibraryCalls.isLogging(owner) || owner.startsWith("java/util/stream/")) {
            return false;
        }
        if (application.contains(owner)) {
            return keepsHere(method, depth);
        }
        if (isContainer(owner)) {
            return !runs(method);
        }
        String returned = Descriptors.returned(method.descriptor());
        return (returned.equals("V") || returned.equals("L" + owner + ";")) && !runs(method);
    }

    private static boolean runs(MethodRef method) {
        return RUNNERS.stream().anyMatch(method.name()::startsWith);
    }

    private boolean keepsHere(MethodRef method, int depth) {
        Boolean known = keepers.get(method);
        if (known == null) {
            // A method that comes back to itself keeps what its other code keeps.
            keepers.put(method, false);
            known = depth > MAX_DEPTH || anyKeeps(method, depth);
            keepers.put(method, known);
        }
        return known;
    }

    private boolean anyKeeps(MethodRef method, int depth) {
        if (bodyKeeps(method, depth)) {
            return true;
        }
        for (String type : application.subtypes(method.owner())) {
            if (!type.equals(method.owner()) && bodyKeeps(method.in(type), depth)) {
                return true;
            }
        }
        for (String type : application.supertypes(method.owner())) {
            if (application.contains(type) && bodyKeeps(method.in(type), depth)) {
                return true;
            }
        }
        return false;
    }

    private boolean bodyKeeps(MethodRef method, int depth) {
        Code code = codes.of(method);
        List<Instruction> instructions = code == null ? List.of() : code.body().instructions();
        for (int at = 0; at < instructions.size(); at++) {
            Instruction instruction = instructions.get(at);
            if (instruction instanceof Instruction.OnField access && !access.isRead() && isReference(access.field())) {
                return true;
            }
            if (code != null
                    && instruction instanceof Instruction.Call call
                    && !call.method().isConstructor()
                    && takesObjects(call.method())
                    && keeps(call.method(), depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReference(FieldRef field) {
        return field.descriptor().length() > 1 && !field.descriptor().equals("Ljava/lang/String;");
    }
}
