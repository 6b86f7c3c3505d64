package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows classes that go from method to method as arguments. A look-up in a class that a method is given is a look-up in one of the
 * literals that reached code names, as long as only reached code calls the method and no other classes go into it. Methods count by
 * name and descriptor, whichever class has them. Not thread-safe.
 */
public final class ClassArguments {

    private static final String CLASS = "java/lang/Class";
    private static final String PARAMETER = "Ljava/lang/Class;";
    private static final int CHECKCAST = 192;

    private final Map<String, String> byWhat = new HashMap<>();
    private final Map<String, Set<String>> passes = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> offered = new HashSet<>();
    private boolean anyClass;

    /** Returns whether all classes in the code, apart from literals, are arguments that it was called with. */
    static boolean only(Code code) {
        boolean isOwn = !code.method().isSynthetic()
                && !code.operands().losesClasses()
                && !code.operands().depths().isEmpty();
        return isOwn
                && Descriptors.parameters(code.method().descriptor()).stream()
                        .allMatch(parameter -> parameter.equals(PARAMETER) || !names(parameter))
                && code.body().instructions().stream().noneMatch(ClassArguments::brings);
    }

    private static boolean brings(Instruction instruction) {
        if (instruction instanceof Instruction.OnField access) {
            return access.isRead() && names(access.field().descriptor());
        }
        if (instruction instanceof Instruction.Call call) {
            return names(Descriptors.returned(call.method().descriptor()));
        }
        return instruction instanceof Instruction.OnType cast && cast.opcode() == CHECKCAST && names(cast.descriptor());
    }

    private static boolean names(String descriptor) {
        return Descriptors.classes(descriptor).contains(CLASS);
    }

    /** Returns what a call of a method of the application in the code gives of classes that are no literals. */
    static Optional<Edge> edge(Code code, MethodRef called, List<Operand> operands) {
        List<String> parameters = Descriptors.parameters(called.descriptor());
        int receivers = operands.size() - parameters.size();
        for (int i = 0; i < parameters.size(); i++) {
            if (names(parameters.get(i)) && !(operands.get(receivers + i) instanceof Operand.Known)) {
                return Optional.of(
                        new Edge.GivesClasses(only(code) ? code.body().method() : null, called));
            }
        }
        return Optional.empty();
    }

    /** Notes a look-up in a class that its method is given. */
    public void add(Edge.LooksUpGiven lookUp) {
        byWhat.put(lookUp.what(), key(lookUp.method()));
    }

    /** Notes that classes go into a method: those that another method was given, or any. */
    public void add(Edge.GivesClasses gives) {
        MethodRef from = gives.from();
        if (from == null) {
            open(gives.to());
        } else {
            passes.computeIfAbsent(key(from), each -> new HashSet<>()).add(key(gives.to()));
        }
    }

    /** Something calls the method that is not seen: it may give it any class. */
    public void open(MethodRef method) {
        if (names(method.descriptor())) {
            open.add(key(method));
        }
    }

    /** A library that looks for methods may call this one, with classes that it got. */
    public void offer(MethodRef method) {
        if (names(method.descriptor())) {
            offered.add(key(method));
        }
    }

    /** Who looks for methods may have any class. */
    public void openOffered() {
        anyClass = true;
    }

    /** Returns those of the look-ups that are in classes of which nothing is known; the others are in literals. */
    public Set<String> unknown() {
        Set<String> reached = new HashSet<>(open);
        if (anyClass) {
            reached.addAll(offered);
        }
        Deque<String> left = new ArrayDeque<>(reached);
        while (!left.isEmpty()) {
            for (String next : passes.getOrDefault(left.poll(), Set.of())) {
                if (reached.add(next)) {
                    left.add(next);
                }
            }
        }
        Set<String> unknown = new HashSet<>();
        byWhat.forEach((what, method) -> {
            if (reached.contains(method)) {
                unknown.add(what);
            }
        });
        return unknown;
    }

    /** Returns all look-ups in classes that a method is given, as people read them. */
    public Set<String> lookUps() {
        return Set.copyOf(byWhat.keySet());
    }

    private static String key(MethodRef method) {
        return method.name() + method.descriptor();
    }
}
