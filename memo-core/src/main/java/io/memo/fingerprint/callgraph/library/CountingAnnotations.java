package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.facts.Annotation;
import java.util.List;
import java.util.Set;

/** Tells the annotations that something may act upon when the application runs from those that are for compilers and readers. */
public final class CountingAnnotations {

    private static final Set<String> NULLNESS =
            Set.of("Nullable", "NonNull", "Nonnull", "NullMarked", "NullUnmarked", "CheckForNull", "NonNullApi");

    private CountingAnnotations() {}

    /** Returns whether one of the annotations counts. */
    public static boolean anyOf(List<Annotation> annotations) {
        return annotations.stream().anyMatch(CountingAnnotations::counts);
    }

    /** Returns whether the annotation counts. Those of memo do not: the key knows them by other ways. */
    public static boolean counts(Annotation annotation) {
        String type = annotation.type();
        return !type.startsWith("java/lang/")
                && !type.startsWith("io/memo/")
                && !type.startsWith("kotlin/Metadata")
                && !type.startsWith("kotlin/jvm/")
                && !type.startsWith("scala/reflect/")
                && !NULLNESS.contains(type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1));
    }
}
