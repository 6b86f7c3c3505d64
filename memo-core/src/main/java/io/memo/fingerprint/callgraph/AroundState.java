package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.callgraph.reach.Reachability;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

/** What code around a method holds in its fields. No field of the target leads to it, so it is not read. */
final class AroundState {

    private static final String IGNORED = "io/memo/MemoIgnore";

    private final Program program;

    AroundState(Program program) {
        this.program = program;
    }

    /** Says of an aspect or interceptor that its fields are not tracked, if it may have any that count. */
    void warnUntracked(String aspect, Reachability reach) {
        Set<String> classes = new HashSet<>(program.application().subtypes(aspect));
        for (String type : Set.copyOf(classes)) {
            classes.addAll(program.application().supertypes(type));
        }
        if (classes.stream().anyMatch(this::holdsState)) {
            reach.ledger()
                    .warn("not tracked: the fields of " + program.names().nameOf(aspect)
                            + ", which runs around the method inside its cache");
        }
    }

    private boolean holdsState(String type) {
        ClassFacts facts =
                program.application().contains(type) ? program.application().facts(type) : null;
        return facts != null && facts.fields().stream().anyMatch(this::counts);
    }

    private boolean counts(FieldFacts field) {
        return !field.isStatic()
                && !isFixed(field)
                && field.annotations().stream()
                        .noneMatch(annotation -> annotation.type().equals(IGNORED))
                && Descriptors.classes(field.descriptor()).stream().noneMatch(this::isLogger);
    }

    /** The compiler has put the value in place of the reads. */
    private static boolean isFixed(FieldFacts field) {
        return field.constant() != null && Modifier.isFinal(field.access());
    }

    /** A logger counts as nothing wherever it is met. */
    private boolean isLogger(String type) {
        return LibraryCalls.isLogging(type)
                || program.application().supertypes(type).stream().anyMatch(LibraryCalls::isLogging);
    }
}
