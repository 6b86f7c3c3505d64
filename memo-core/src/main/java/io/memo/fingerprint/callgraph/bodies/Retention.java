package io.memo.fingerprint.callgraph.bodies;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.library.Persistence;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import io.memo.fingerprint.classfile.flow.Region;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells whether code may leave what it makes in what a field holds. A repository that is asked with a lambda does not keep
 * it, a map into which a handler is put does.
 *
 * <p>A container of the JDK keeps what is put into it. An object of the application keeps what its methods store. Any other
 * library object keeps what it is told without an answer, unless the name of the method says that it runs it.
 */
final class Retention {

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

    /** Methods of containers that only compare with what they are given, or run it. */
    private static final Set<String> COMPARERS = Set.of(
            "contains",
            "containsAll",
            "containsKey",
            "containsValue",
            "equals",
            "get",
            "getOrDefault",
            "indexOf",
            "lastIndexOf",
            "remove",
            "removeAll",
            "removeIf",
            "retainAll",
            "toArray");

    private final Application application;
    private final MethodBodies bodies;
    private final Map<MethodRef, Boolean> keepers = new HashMap<>();

    Retention(Application application, MethodBodies bodies) {
        this.application = application;
        this.bodies = bodies;
    }

    /** Returns whether the region of the code calls something on what the field holds that may keep what it is given. */
    boolean in(Code code, Region region, FieldFacts field) {
        OperandSources makers = new OperandSources(code, region);
        for (int at = region.from(); at < region.to(); at++) {
            if (code.body().instructions().get(at) instanceof Instruction.Call call
                    && call.kind() != CallKind.STATIC
                    && takesObjects(call.method())
                    && isHeldBy(code, makers.of(at, 0), makers, field, 0)
                    && takes(new Source(code, makers, true), at, 0)
                    && keeps(call.method())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether what the instruction gives is what the field holds, or part of it. */
    private boolean isHeldBy(Code code, int at, OperandSources makers, FieldFacts field, int depth) {
        if (at == OperandSources.UNSEEN || depth > MAX_DEPTH) {
            return true;
        }
        Instruction instruction = code.body().instructions().get(at);
        if (instruction instanceof Instruction.OnField access) {
            return isField(access.field(), field);
        }
        if (instruction instanceof Instruction.Local local && !local.isStore()) {
            return makers.storesTo(local.slot()).stream()
                    .anyMatch(store -> isHeldBy(code, makers.of(store, 0), makers, field, depth + 1));
        }
        if (instruction instanceof Instruction.Call call && call.kind() != CallKind.STATIC) {
            return isContainer(call.method().owner()) && isHeldBy(code, makers.of(at, 0), makers, field, depth + 1);
        }
        return instruction instanceof Instruction.OnType onType
                && !onType.isNew()
                && isHeldBy(code, makers.of(at, 0), makers, field, depth + 1);
    }

    /** Returns whether an operand of the instruction may be, or hold, what the source gives. */
    private static boolean takes(Source source, int at, int depth) {
        int count = source.code().operands().of(at).size();
        for (int operand = 0; operand < count; operand++) {
            if (comesFrom(source, source.makers().of(at, operand), depth)) {
                return true;
            }
        }
        return false;
    }

    private static boolean comesFrom(Source source, int at, int depth) {
        if (at == OperandSources.UNSEEN || depth > MAX_DEPTH) {
            return true;
        }
        Instruction instruction = source.code().body().instructions().get(at);
        if (instruction instanceof Instruction.Local local && !local.isStore()) {
            return source.isGiven(local.slot())
                    || source.makers().storesTo(local.slot()).stream()
                            .anyMatch(store -> comesFrom(source, source.makers().of(store, 0), depth + 1));
        }
        if (instruction instanceof Instruction.Call) {
            return takes(source, at, depth + 1);
        }
        if (instruction instanceof Instruction.DynamicCall call) {
            return (source.made() && LibraryCalls.makesLambda(call.site())) || takes(source, at, depth + 1);
        }
        if (instruction instanceof Instruction.OnType onType) {
            return onType.isNew() || comesFrom(source, source.makers().of(at, 0), depth + 1);
        }
        return !(instruction instanceof Instruction.OnField) && !(instruction instanceof Instruction.Load);
    }

    /** Where objects come from: from what code makes, or from what it was given as arguments. */
    private record Source(Code code, OperandSources makers, boolean made) {

        static Source arguments(Code code) {
            Region all = new Region(0, code.body().instructions().size());
            return new Source(code, new OperandSources(code, all), false);
        }

        boolean isGiven(int slot) {
            int first = Modifier.isStatic(code.method().access()) ? 0 : 1;
            int after = first;
            for (String parameter : Descriptors.parameters(code.method().descriptor())) {
                after += parameter.equals("J") || parameter.equals("D") ? 2 : 1;
            }
            return !made && first <= slot && slot < after;
        }
    }

    private static boolean isField(FieldRef named, FieldFacts field) {
        return named.name().equals(field.name()) && named.descriptor().equals(field.descriptor());
    }

    private boolean takesObjects(MethodRef method) {
        return Descriptors.parameters(method.descriptor()).stream()
                .flatMap(parameter -> Descriptors.classes(parameter).stream())
                .anyMatch(this::mayBeCode);
    }

    /** Returns whether an object of the type may be one of the application, or a lambda, or hold one. */
    private boolean mayBeCode(String type) {
        if (application.contains(type) || !application.below(type).isEmpty() || isContainer(type)) {
            return true;
        }
        ClassFacts facts = application.facts(type);
        return facts == null || (facts.isInterface() && isFunctional(type));
    }

    private boolean isFunctional(String type) {
        Set<String> all = new LinkedHashSet<>(application.supertypes(type));
        all.add(type);
        return all.stream()
                        .map(application::facts)
                        .filter(Objects::nonNull)
                        .flatMap(facts -> facts.methods().stream())
                        .filter(MethodFacts::isAbstract)
                        .map(MethodFacts::name)
                        .distinct()
                        .limit(2)
                        .count()
                == 1;
    }

    private static boolean isContainer(String owner) {
        return owner.startsWith("java/util/") || owner.startsWith("java/lang/ThreadLocal");
    }

    /** Returns whether the method may store what it is given. */
    private boolean keeps(MethodRef method) {
        String owner = method.owner();
        if (LibraryCalls.isLogging(owner)
                || owner.startsWith("java/util/stream/")
                || owner.equals("org/springframework/context/ApplicationEventPublisher")
                || Persistence.takesEntities(method)) {
            return false;
        }
        if (application.contains(owner)) {
            return keepsHere(method);
        }
        if (isContainer(owner)) {
            return !runs(method) && !COMPARERS.contains(method.name());
        }
        String returned = Descriptors.returned(method.descriptor());
        return (returned.equals("V") || returned.equals("L" + owner + ";")) && !runs(method);
    }

    private static boolean runs(MethodRef method) {
        return RUNNERS.stream().anyMatch(method.name()::startsWith);
    }

    /** Returns whether the method, or one that it hands what it is given, stores that. */
    private boolean keepsHere(MethodRef method) {
        Boolean known = keepers.get(method);
        if (known != null) {
            return known;
        }
        Set<MethodRef> reached = new HashSet<>(Set.of(method));
        Deque<MethodRef> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            MethodRef next = open.poll();
            if (Boolean.TRUE.equals(keepers.get(next))
                    || bodiesOf(next).anyMatch(code -> stores(Source.arguments(code), reached, open))) {
                keepers.put(method, true);
                return true;
            }
        }
        reached.forEach(each -> keepers.put(each, false));
        return false;
    }

    private Stream<Code> bodiesOf(MethodRef method) {
        Set<String> types = new LinkedHashSet<>(application.subtypes(method.owner()));
        types.addAll(application.supertypes(method.owner()));
        return types.stream()
                .filter(application::contains)
                .map(type -> bodies.of(method.in(type)))
                .filter(Objects::nonNull);
    }

    private boolean stores(Source arguments, Set<MethodRef> reached, Deque<MethodRef> open) {
        List<Instruction> instructions = arguments.code().body().instructions();
        for (int at = 0; at < instructions.size(); at++) {
            Instruction instruction = instructions.get(at);
            if (instruction instanceof Instruction.OnField access && !access.isRead()) {
                int value = access.isStatic() ? 0 : 1;
                if (isReference(access.field())
                        && comesFrom(arguments, arguments.makers().of(at, value), 0)) {
                    return true;
                }
            } else if (instruction instanceof Instruction.Call call
                    && takesObjects(call.method())
                    && takes(arguments, at, 0)) {
                if (application.contains(call.method().owner())) {
                    if (reached.add(call.method())) {
                        open.add(call.method());
                    }
                } else if (libraryKeeps(call)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean libraryKeeps(Instruction.Call call) {
        boolean mayKeep = call.kind() != CallKind.STATIC
                || Descriptors.returned(call.method().descriptor()).equals("V");
        return mayKeep
                && !call.method().isConstructor()
                && !call.method().owner().startsWith("java/lang/String")
                && !call.method().owner().equals("java/lang/Throwable")
                && keeps(call.method());
    }

    private boolean isReference(FieldRef field) {
        return Descriptors.classes(field.descriptor()).stream().anyMatch(this::mayBeCode);
    }
}
