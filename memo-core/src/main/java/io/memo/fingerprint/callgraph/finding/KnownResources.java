package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.edges.ResourceNames;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.code.Instruction;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether the content of all resources of Spring's that a class reads is known (6.9): constants name them, so it is part of the
 * code, or fields of beans hold them, so it is part of the key.
 */
final class KnownResources {

    private static final String RESOURCE = "L" + ResourceNames.SPRING + "Resource;";

    private final Program program;
    private final ContextBeans beans;

    KnownResources(Program program, ContextBeans beans) {
        this.program = program;
        this.beans = beans;
    }

    /** @param type the internal name of the class that reads */
    boolean areAllOf(String type) {
        Optional<Boolean> named = program.resourceNames().ofSpringIn(type);
        if (named.isPresent()) {
            return named.get() && !held(Set.of(type)).contains(Optional.of(false));
        }
        // What nested classes hand to its private methods counts as well.
        Set<String> nest = program.application().nestOf(type);
        Set<Optional<Boolean>> held = held(nest);
        return held.equals(Set.of(Optional.of(true)))
                && nest.stream().noneMatch(this::namesOthers)
                && nest.stream().noneMatch(this::takesOthers);
    }

    private boolean namesOthers(String type) {
        return program.resourceNames().ofSpringIn(type).equals(Optional.of(false));
    }

    /** Returns whether anybody may call a method of the class that reads a resource which it is given. */
    private boolean takesOthers(String type) {
        return bodies(type).stream()
                .anyMatch(code -> !code.method().isPrivate()
                        && !code.method().isSynthetic()
                        && Descriptors.parameters(code.method().descriptor()).stream()
                                .anyMatch(KnownResources::isResource)
                        && code.body().instructions().stream()
                                .anyMatch(each -> each instanceof Instruction.Call call && passesOn(call.method())));
    }

    /** A constructor or a setter keeps it in a field, and no more. */
    private static boolean passesOn(MethodRef method) {
        return method.owner().startsWith(ResourceNames.SPRING)
                || Descriptors.parameters(method.descriptor()).stream().anyMatch(KnownResources::isResource);
    }

    private static boolean isResource(String descriptor) {
        return descriptor.endsWith(RESOURCE);
    }

    /** Returns what is known of the fields with resources that the classes read. */
    private Set<Optional<Boolean>> held(Set<String> types) {
        Set<Optional<Boolean>> held = new LinkedHashSet<>();
        for (String type : types) {
            for (Code code : bodies(type)) {
                for (Instruction instruction : code.body().instructions()) {
                    if (instruction instanceof Instruction.OnField access
                            && access.isRead()
                            && isResource(access.field().descriptor())) {
                        held.add(held(access.field()));
                    }
                }
            }
        }
        return held;
    }

    private Optional<Boolean> held(FieldRef ref) {
        Resolver.FoundField field = program.resolver().resolve(ref);
        return field == null
                ? Optional.empty()
                : beans.resources().countIn(field.owner().name().replace('/', '.'), ref.name());
    }

    private List<Code> bodies(String type) {
        ClassFacts facts = program.application().facts(type);
        return facts == null
                ? List.of()
                : facts.methods().stream()
                        .map(method -> ref(type, method))
                        .flatMap(method -> Optional.ofNullable(program.bodies().of(method)).stream())
                        .toList();
    }

    private static MethodRef ref(String type, MethodFacts method) {
        return new MethodRef(type, method.name(), method.descriptor());
    }
}
