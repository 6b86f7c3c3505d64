package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.List;
import java.util.Set;

/**
 * Tells what code takes the answers of library methods for: a registry of a library says of which type its answer is by a
 * cast only. The JDK's containers are no registries, for they are followed as values.
 */
final class HandedOut {

    private static final int CHECKCAST = 192;
    private static final String CONTAINERS = "java/util/";
    private static final int MAX_STEPS = 8;
    private static final List<String> OF_THE_PLATFORM = List.of("java/", "javax/", "jdk/", "kotlin/", "scala/", "[");

    private final Application application;
    private final Set<Edge> found;

    HandedOut(Application application, Set<Edge> found) {
        this.application = application;
        this.found = found;
    }

    /** Meets an instruction that checks a type; a compiler puts it right behind the call whose answer it is for. */
    void cast(Code code, int at, Instruction.OnType onType) {
        if (onType.opcode() == CHECKCAST && isFromRegistry(code, at)) {
            add(onType.descriptor());
        }
    }

    /** The answer may be in a container of the JDK, out of which it is taken at once. */
    private boolean isFromRegistry(Code code, int at) {
        List<Instruction> instructions = code.body().instructions();
        for (int i = at - 1; i >= Math.max(0, at - MAX_STEPS); i--) {
            if (instructions.get(i) instanceof Instruction.Call call) {
                if (!call.method().owner().startsWith(CONTAINERS)) {
                    return isRegistry(call.method());
                }
            } else if (i == at - 1) {
                return false;
            }
        }
        return false;
    }

    /** Meets a function made of a reference to a method; its own type says what the answer is taken for. */
    void reference(Constant.Dynamic site, MethodRef method) {
        if (isRegistry(method)) {
            site.arguments().stream()
                    .filter(Constant.MethodType.class::isInstance)
                    .map(each -> Descriptors.returned(((Constant.MethodType) each).descriptor()))
                    .forEach(this::add);
        }
    }

    private boolean isRegistry(MethodRef method) {
        return !application.contains(method.owner())
                && OF_THE_PLATFORM.stream().noneMatch(method.owner()::startsWith);
    }

    private void add(String descriptor) {
        Descriptors.classes(descriptor).stream()
                .filter(application::contains)
                .forEach(type -> found.add(new Edge.HandsOut(type)));
    }
}
