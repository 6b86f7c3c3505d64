package io.memo.fingerprint.callgraph.finding;

import io.memo.fingerprint.Finding;
import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.callgraph.bodies.CodeSite;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.reach.Program;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields that are both read and written by what runs, so that each call may change the key of the next one. Of the fields of
 * objects those count that the bean or a static field can hold, told by their declared types: an object that the code makes
 * for itself may change as it likes.
 */
final class WrittenState {

    private static final String IGNORED = "io/memo/MemoIgnore";

    private final Program program;
    private final Map<FieldRef, Resolver.FoundField> read = new HashMap<>();
    private final Map<FieldRef, List<Write>> written = new LinkedHashMap<>();

    /** A place where a field, or the value that it holds, is changed; {@code how} is the beginning of a sentence about it. */
    private record Write(CodeSite site, String how) {}

    WrittenState(Program program) {
        this.program = program;
    }

    /** Meets a field that is read; returns whether it is met for the first time. */
    boolean read(Resolver.FoundField field) {
        return read.put(nameOf(field), field) == null;
    }

    /** Meets a write, which counts unless it is part of making the object or the class. */
    void written(FieldRef field, CodeSite site) {
        write(field, site, "writes ");
    }

    /** Meets a change of the value that the field holds. */
    void changed(FieldRef field, CodeSite site, String how) {
        write(field, site, how + " on ");
    }

    private void write(FieldRef field, CodeSite site, String how) {
        Resolver.FoundField found = site.code().method().name().startsWith("<")
                ? null
                : program.resolver().resolve(field);
        if (found != null) {
            written.computeIfAbsent(nameOf(found), name -> new ArrayList<>()).add(new Write(site, how));
        }
    }

    private static FieldRef nameOf(Resolver.FoundField field) {
        return new FieldRef(
                field.owner().name(), field.field().name(), field.field().descriptor());
    }

    /** @param bean the internal name of the class of the object that the method is called on */
    List<Finding> findings(String bean) {
        Set<String> held = heldFrom(bean);
        List<Finding> findings = new ArrayList<>();
        written.forEach((name, writes) -> {
            Resolver.FoundField field = read.get(name);
            if (field != null
                    && (field.field().isStatic() || held.contains(name.owner()))
                    && !isIgnored(field.field())) {
                String what =
                        "%s.%s, which is also read".formatted(program.names().nameOf(name.owner()), name.name());
                for (Write write : writes) {
                    findings.add(
                            write.site().finding(FindingKind.WRITTEN_STATE, write.how() + what, program.application()));
                }
            }
        });
        return findings;
    }

    private static boolean isIgnored(FieldFacts field) {
        return field.annotations().stream()
                .anyMatch(annotation -> annotation.type().equals(IGNORED));
    }

    private Set<String> heldFrom(String bean) {
        Set<String> held = new HashSet<>();
        hold(bean, held);
        int before;
        do {
            before = held.size();
            read.forEach((name, field) -> {
                if (field.field().isStatic() || held.contains(name.owner())) {
                    String signature = field.field().signature();
                    Descriptors.classes(signature == null ? name.descriptor() : signature)
                            .forEach(type -> hold(type, held));
                }
            });
        } while (held.size() > before);
        return held;
    }

    /** An object of a type may be one of a subtype and has the fields of its supertypes. */
    private void hold(String type, Set<String> held) {
        if (program.application().contains(type) && !held.contains(type)) {
            for (String below : program.application().subtypes(type)) {
                held.add(below);
                held.addAll(program.application().supertypes(below));
            }
        }
    }
}
