package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.Annotation;
import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.MethodFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Meets annotations that something may act upon when the application runs. */
final class Annotations {

    private static final Set<String> NULLNESS =
            Set.of("Nullable", "NonNull", "Nonnull", "NullMarked", "NullUnmarked", "CheckForNull", "NonNullApi");

    private final Reach reach;
    private final Program program;
    private final Set<String> types = new HashSet<>();

    Annotations(Reach reach) {
        this.reach = reach;
        program = reach.program();
    }

    /** Meets the annotations of a class. */
    void ofType(ClassFacts facts) {
        of(program.places().nameOf(facts.name()), facts.annotations());
        if (facts.isAnnotation()) {
            type(facts.name());
        }
    }

    /** Meets the annotations of a class, method or field of that name. */
    void of(String name, List<Annotation> annotations) {
        List<Annotation> counting =
                annotations.stream().filter(Annotations::counts).toList();
        if (counting.isEmpty()) {
            return;
        }
        reach.manifest()
                .add(
                        "annotations",
                        name,
                        counting.stream().map(Annotation::text).sorted().collect(Collectors.joining(" ")));
        for (Annotation annotation : counting) {
            type(annotation.type());
            annotation.types().forEach(this::value);
        }
    }

    static boolean anyCounts(List<Annotation> annotations) {
        return annotations.stream().anyMatch(Annotations::counts);
    }

    /** Those for compilers and readers change nothing, nor do ours, which the key knows by other ways. */
    private static boolean counts(Annotation annotation) {
        String type = annotation.type();
        return !type.startsWith("java/lang/")
                && !type.startsWith("io/memo/")
                && !type.startsWith("kotlin/Metadata")
                && !type.startsWith("kotlin/jvm/")
                && !type.startsWith("scala/reflect/")
                && !NULLNESS.contains(type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1));
    }

    /** The default values of an annotation type of the application, and what it is annotated with itself. */
    private void type(String type) {
        if (!program.application().contains(type) || !types.add(type)) {
            return;
        }
        ClassFacts facts = reach.facts(type);
        if (facts == null) {
            return;
        }
        of(program.places().nameOf(type), facts.annotations());
        for (MethodFacts element : facts.methods()) {
            of(program.places().nameOf(type) + "." + element.name(), element.annotations());
        }
    }

    /** A class in an annotation is there to be made by whoever reads the annotation. */
    private void value(String type) {
        if (program.application().contains(type)) {
            ClassFacts facts = reach.facts(type);
            if (facts != null && facts.isAnnotation()) {
                type(type);
            } else if (facts != null && facts.isEnum()) {
                reach.liveTypes().add(type);
            } else {
                reach.reflection().whole(type);
            }
        }
    }
}
