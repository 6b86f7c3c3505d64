package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.ambient.Declared;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Methods without a body that a library answers by reading from outside the process. */
final class OutsideReads {

    private static final String REPOSITORY = "org/springframework/data/repository/Repository";

    private final Program program;
    private final ContextBeans beans;

    OutsideReads(Program program, ContextBeans beans) {
        this.program = program;
        this.beans = beans;
    }

    /**
     * What a call means on objects that a library makes of an interface.
     *
     * @param type the internal name of the interface
     * @param method the method as the interface has it
     */
    record Answer(String type, DeclaredMethod method) {}

    /**
     * Returns whether the method stands for a query or a request: by its type, by its annotations, or because that is what the
     * bean behind its type does.
     *
     * @param type the internal name of the type that it is called on
     */
    boolean isDeclared(DeclaredMethod method, String type) {
        if (!method.method().isAbstract()) {
            return false;
        }
        Set<String> above = program.application().supertypes(type);
        return type.equals(REPOSITORY)
                || above.contains(REPOSITORY)
                || program.application().supertypes(method.owner().name()).contains(REPOSITORY)
                || method.method().annotations().stream().anyMatch(Declared::isClient)
                || method.owner().annotations().stream().anyMatch(Declared::isClient)
                || isClient(type)
                || beans.outside().contains(binary(type))
                || beans.outside().contains(binary(method.owner().name()));
    }

    private boolean isClient(String type) {
        ClassFacts facts =
                program.application().contains(type) ? program.application().facts(type) : null;
        return facts != null && facts.annotations().stream().anyMatch(Declared::isClient);
    }

    /**
     * Returns what a virtual call may mean on objects that libraries make of interfaces below the type that it names.
     *
     * @param onlyThese whether no class of the application answers the call, so that one of the interfaces must be there
     */
    List<Answer> below(MethodRef ref, boolean onlyThese) {
        List<Answer> there = new ArrayList<>();
        List<Answer> declared = new ArrayList<>();
        for (String type : program.application().subtypes(ref.owner())) {
            ClassFacts facts = program.application().facts(type);
            DeclaredMethod method = facts == null || !facts.isInterface()
                    ? null
                    : program.resolver().resolve(ref.in(type));
            if (method == null) {
                continue;
            }
            if (isThere(type)) {
                there.add(new Answer(type, method));
            } else if (isDeclared(method, type)) {
                declared.add(new Answer(type, method));
            }
        }
        return there.isEmpty() && onlyThese ? declared : there;
    }

    /** Returns whether a bean is made of the interface, or of what is not known, which it may be. */
    private boolean isThere(String type) {
        return beans.outside().contains(binary(type))
                || beans.open().contains(binary(type))
                || program.application().supertypes(type).stream()
                        .anyMatch(above -> beans.open().contains(binary(above)));
    }

    private static String binary(String type) {
        return type.replace('/', '.');
    }
}
