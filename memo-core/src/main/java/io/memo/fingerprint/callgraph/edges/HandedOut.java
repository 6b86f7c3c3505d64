package io.memo.fingerprint.callgraph.edges;

import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        MethodRef source = onType.opcode() == CHECKCAST ? source(code, at) : null;
        if (source != null && isRegistry(source)) {
            add(onType.descriptor(), LibraryCalls.looksUpManaged(source));
        }
    }

    /** The answer may be in a container of the JDK, out of which it is taken at once. */
    private static @Nullable MethodRef source(Code code, int at) {
        List<Instruction> instructions = code.body().instructions();
        for (int i = at - 1; i >= Math.max(0, at - MAX_STEPS); i--) {
            if (instructions.get(i) instanceof Instruction.Call call) {
                if (!call.method().owner().startsWith(CONTAINERS)) {
                    return call.method();
                }
            } else if (i == at - 1) {
                return null;
            }
        }
        return null;
    }

    /** Meets a function made of a reference to a method; its own type says what the answer is taken for. */
    void reference(Constant.Dynamic site, MethodRef method) {
        if (isRegistry(method)) {
            site.arguments().stream()
                    .filter(Constant.MethodType.class::isInstance)
                    .map(each -> Descriptors.returned(((Constant.MethodType) each).descriptor()))
                    .forEach(returned -> add(returned, false));
        }
    }

    /** Meets a call of a library; one that looks something up in a container may name its type. */
    void lookUp(MethodRef method, List<Operand> operands) {
        if (LibraryCalls.looksUpManaged(method)) {
            for (Operand operand : operands) {
                if (operand instanceof Operand.Known known && known.constant() instanceof Constant.Type type) {
                    add(type.descriptor(), true);
                }
            }
        }
    }

    private boolean isRegistry(MethodRef method) {
        return !application.contains(method.owner()) && OF_THE_PLATFORM.stream().noneMatch(method.owner()::startsWith);
    }

    /** @param ofLibrary whether a type of a library counts, below which beans of the application may lie */
    private void add(String descriptor, boolean ofLibrary) {
        Descriptors.classes(descriptor).stream()
                .filter(type -> application.contains(type) || (ofLibrary && !type.equals(Edge.ANY_OBJECT)))
                .forEach(type -> found.add(new Edge.HandsOut(type)));
    }
}
