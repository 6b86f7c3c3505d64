package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What object-relational mapping does with entities. A provider fills the fields of an entity whose identifier is annotated
 * on a field, and calls neither its getters nor its setters (Jakarta Persistence 2.3.1). So its constructor counts, its
 * annotated methods, and what it overrides of library types; that of all other classes counts whole.
 */
public final class Persistence {

    private static final List<String> PROVIDERS = List.of(
            "jakarta/persistence/",
            "javax/persistence/",
            "org/hibernate/",
            "org/springframework/data/jpa/",
            "org/springframework/data/repository/",
            "org/springframework/orm/jpa/");

    private static final List<String> ENTITY_METHODS =
            List.of("delete", "detach", "lock", "merge", "persist", "refresh", "remove", "save");

    private static final List<String> MAPPED =
            List.of("persistence/Entity", "persistence/Embeddable", "persistence/MappedSuperclass");
    private static final List<String> IDENTIFIERS = List.of("persistence/Id", "persistence/EmbeddedId");
    private static final String REPOSITORY = "org/springframework/data/repository/Repository";
    private static final String REPOSITORY_MARK = "org/springframework/data/repository/RepositoryDefinition";

    private final Application application;

    public Persistence(Application application) {
        this.application = application;
    }

    /** Returns whether the library method belongs to such a provider or to Spring Data's repositories. */
    public static boolean provides(MethodRef method) {
        return PROVIDERS.stream().anyMatch(method.owner()::startsWith);
    }

    /** Returns whether the library method takes entities only, which come back as such. */
    public static boolean takesEntities(MethodRef method) {
        return provides(method) && ENTITY_METHODS.stream().anyMatch(method.name()::startsWith);
    }

    /** Returns whether the interface is a repository of Spring Data, or one that only such interfaces extend. */
    public boolean isRepository(ClassFacts type) {
        if (isMarked(type)) {
            return true;
        }
        List<ClassFacts> extending = new ArrayList<>();
        for (String below : application.subtypes(type.name())) {
            ClassFacts facts = below.equals(type.name()) ? null : application.facts(below);
            if (facts != null && facts.isInterface()) {
                extending.add(facts);
            }
        }
        return !extending.isEmpty() && extending.stream().allMatch(this::isMarked);
    }

    private boolean isMarked(ClassFacts type) {
        return application.supertypes(type.name()).contains(REPOSITORY)
                || type.annotations().stream().anyMatch(each -> each.type().equals(REPOSITORY_MARK));
    }

    /** Returns whether the class is annotated as one of which a provider knows the fields. */
    public boolean isMapped(ClassFacts type) {
        return type.annotations().stream().anyMatch(each -> isOneOf(each, MAPPED));
    }

    /** Returns whether a provider reads and fills objects of the class by their fields alone. */
    public boolean isFilledByFields(ClassFacts type) {
        if (!isMapped(type)) {
            return false;
        }
        boolean identified = isEmbeddable(type);
        for (ClassFacts at : hierarchy(type)) {
            boolean byMethods = has(at.annotations(), "persistence/Access")
                    || at.methods().stream()
                            .anyMatch(method -> method.annotations().stream()
                                    .anyMatch(each ->
                                            isOneOf(each, IDENTIFIERS) || has(List.of(each), "persistence/Access")));
            if (byMethods) {
                return false;
            }
            for (FieldFacts field : at.fields()) {
                identified |= field.annotations().stream().anyMatch(each -> isOneOf(each, IDENTIFIERS));
            }
        }
        return identified || isAbove(type);
    }

    /** An embeddable has the access of the entity that it is in, whose fields lead here. */
    private static boolean isEmbeddable(ClassFacts type) {
        boolean mappedByMethods = type.methods().stream()
                .anyMatch(method -> method.annotations().stream()
                        .anyMatch(each -> each.type().contains("/persistence/") && !isCallback(each)));
        return has(type.annotations(), "persistence/Embeddable") && !mappedByMethods;
    }

    private boolean isAbove(ClassFacts type) {
        return has(type.annotations(), "persistence/MappedSuperclass")
                && type.methods().stream()
                        .allMatch(method -> method.annotations().stream()
                                .allMatch(each -> !each.type().contains("/persistence/") || isCallback(each)));
    }

    private static boolean isCallback(Annotation annotation) {
        String name = annotation.type().substring(annotation.type().lastIndexOf('/') + 1);
        return name.startsWith("Pre") || name.startsWith("Post");
    }

    /** Returns whether a provider calls the method of such an entity. */
    public static boolean calls(MethodFacts method) {
        return method.is("<init>", "()V") || CountingAnnotations.anyOf(method.annotations());
    }

    private List<ClassFacts> hierarchy(ClassFacts type) {
        List<ClassFacts> all = new ArrayList<>(List.of(type));
        for (String above : application.supertypes(type.name())) {
            ClassFacts facts = application.contains(above) ? application.facts(above) : null;
            if (facts != null) {
                all.add(facts);
            }
        }
        return all;
    }

    private static boolean isOneOf(Annotation annotation, List<String> names) {
        return names.stream().anyMatch(name -> isJpa(annotation, name));
    }

    private static boolean has(List<Annotation> annotations, String name) {
        return annotations.stream().anyMatch(each -> isJpa(each, name));
    }

    private static boolean isJpa(Annotation annotation, String name) {
        return annotation.type().equals("jakarta/" + name) || annotation.type().equals("javax/" + name);
    }
}
