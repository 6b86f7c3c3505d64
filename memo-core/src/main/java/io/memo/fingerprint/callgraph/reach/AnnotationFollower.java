package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.library.CountingAnnotations;
import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Meets annotations that something may act upon when the application runs. */
final class AnnotationFollower {

    private final Reachability reach;
    private final Ledger ledger;
    private final Program program;
    private final Set<String> types = new HashSet<>();

    AnnotationFollower(Reachability reach) {
        this.reach = reach;
        ledger = reach.ledger();
        program = reach.program();
    }

    /** Meets the annotations of a class, of all above it, from which it may inherit some, and of their packages. */
    void ofHierarchy(ClassFacts facts) {
        ofType(facts);
        ofPackage(facts);
        for (ClassFacts above : related(program.application().supertypes(facts.name()))) {
            ofType(above);
            ofPackage(above);
        }
    }

    /** Meets the annotations of all that a bodiless method overrides, and of the bodiless methods that override it. */
    void ofOverridden(DeclaredMethod target) {
        String owner = target.owner().name();
        List<ClassFacts> others = related(program.application().supertypes(owner));
        others.addAll(related(program.application().subtypes(owner)));
        for (ClassFacts other : others) {
            for (MethodFacts method : other.methods()) {
                if (method.isAbstract() && mayOverride(method, target.method())) {
                    of(program.names().nameOf(new DeclaredMethod(other, method).ref()), method.annotations());
                }
            }
        }
    }

    /** Generic types may make different descriptors of the same method. */
    private static boolean mayOverride(MethodFacts one, MethodFacts other) {
        return one.name().equals(other.name())
                && Descriptors.parameters(one.descriptor()).size()
                        == Descriptors.parameters(other.descriptor()).size();
    }

    private List<ClassFacts> related(Set<String> names) {
        List<ClassFacts> found = new ArrayList<>();
        for (String name : names) {
            ClassFacts facts = program.application().contains(name) ? ledger.facts(name) : null;
            if (facts != null) {
                found.add(facts);
            }
        }
        return found;
    }

    private void ofPackage(ClassFacts facts) {
        String info = facts.name().substring(0, facts.name().lastIndexOf('/') + 1) + "package-info";
        ClassFacts declared =
                program.application().contains(info) ? program.application().facts(info) : null;
        if (declared != null) {
            of(program.names().nameOf(info), declared.annotations());
        }
    }

    /** Meets the annotations of a class. */
    private void ofType(ClassFacts facts) {
        of(program.names().nameOf(facts.name()), facts.annotations());
        if (facts.isAnnotation()) {
            type(facts.name());
        }
    }

    /** Meets the annotations of a class, method or field of that name. */
    void of(String name, List<Annotation> annotations) {
        if (annotations.isEmpty()) {
            return;
        }
        List<Annotation> counting =
                annotations.stream().filter(CountingAnnotations::counts).toList();
        if (counting.isEmpty()) {
            return;
        }
        ledger.manifest()
                .add(
                        "annotations",
                        name,
                        counting.stream().map(Annotation::text).sorted().collect(Collectors.joining(" ")));
        for (Annotation annotation : counting) {
            type(annotation.type());
            boolean isOwn = program.application().contains(annotation.type());
            annotation.types().forEach(value -> value(value, isOwn));
        }
    }

    /** The default values of an annotation type of the application, and what it is annotated with itself. */
    private void type(String type) {
        if (!program.application().contains(type) || !types.add(type)) {
            return;
        }
        ClassFacts facts = ledger.facts(type);
        if (facts == null) {
            return;
        }
        of(program.names().nameOf(type), facts.annotations());
        for (MethodFacts element : facts.methods()) {
            of(program.names().nameOf(type) + "." + element.name(), element.annotations());
        }
    }

    /**
     * A class in an annotation is there to be made by whoever reads the annotation. An exception in one of a library is there to be
     * told from others, or to be made and thrown.
     */
    private void value(String type, boolean isOwn) {
        if (program.application().contains(type)) {
            ClassFacts facts = ledger.facts(type);
            if (facts != null && facts.isAnnotation()) {
                type(type);
            } else if (facts != null && facts.isEnum()) {
                reach.instantiated().add(type);
            } else if (!isOwn && program.application().isThrowable(type)) {
                reach.instantiated().test(type);
                reach.reflection().constructors(type);
            } else {
                reach.reflection().whole(type);
            }
        }
    }
}
