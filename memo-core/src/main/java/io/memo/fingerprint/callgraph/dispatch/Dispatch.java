package io.memo.fingerprint.callgraph.dispatch;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.identity.CanonicalNames;
import io.memo.fingerprint.callgraph.identity.Manifest;
import io.memo.fingerprint.callgraph.library.CountingAnnotations;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What virtual calls may run, found out once per application: for a method of the application what each class below its
 * owner makes of it, and for a class what it overrides of library types, which a library may call.
 */
public final class Dispatch {

    private final Application application;
    private final Resolver resolver;
    private final CanonicalNames names;
    private final Map<MethodRef, List<Choice>> choices = new HashMap<>();
    private final Map<String, List<DeclaredMethod>> members = new HashMap<>();
    private final Map<String, Callbacks> callbacks = new HashMap<>();

    public Dispatch(Application application, Resolver resolver, CanonicalNames names) {
        this.application = application;
        this.resolver = resolver;
        this.names = names;
    }

    /**
     * A method that a call may run.
     *
     * @param target the method
     * @param line the manifest line that says so, null where the name of the method says it already
     * @param receiver the class of the objects on which it runs; null for those of any
     */
    public record Choice(
            DeclaredMethod target,
            @Nullable String line,
            @Nullable String receiver) {}

    /**
     * What a library may call on objects of a class.
     *
     * @param choices the methods
     * @param unknown the internal names of library supertypes that cannot be read
     */
    public record Callbacks(List<Choice> choices, List<String> unknown) {}

    /** Returns the manifest line for what a call does on objects of a class. */
    public String line(MethodRef ref, String receiver, DeclaredMethod target) {
        return Manifest.line(
                "dispatch", names.nameOf(ref) + " on " + names.nameOf(receiver), names.nameOf(target.ref()));
    }

    /**
     * Returns what a virtual call of the method may run, the resolved method included.
     *
     * @param resolved what the name of the method means, if that could be found
     */
    public List<Choice> of(MethodRef ref, @Nullable DeclaredMethod resolved) {
        List<Choice> known = choices.get(ref);
        if (known == null) {
            known = find(ref, resolved);
            choices.put(ref, known);
        }
        return known;
    }

    private List<Choice> find(MethodRef ref, @Nullable DeclaredMethod resolved) {
        List<Choice> found = new ArrayList<>();
        if (resolved != null) {
            found.add(new Choice(resolved, null, null));
            if (resolved.method().isPrivate()) {
                return found;
            }
        }
        for (String receiver : application.subtypes(ref.owner())) {
            ClassFacts facts = application.facts(receiver);
            DeclaredMethod selected =
                    facts == null || !facts.isConcrete() ? null : resolver.select(receiver, ref, resolved);
            if (selected != null) {
                boolean asNamed = resolved != null && selected.ref().equals(resolved.ref());
                found.add(new Choice(selected, asNamed ? null : line(ref, receiver, selected), receiver));
            }
        }
        return found;
    }

    /** Returns everything that can be called on a class or an object of it by naming a method of the class. */
    public List<DeclaredMethod> members(ClassFacts type) {
        List<DeclaredMethod> known = members.get(type.name());
        if (known == null) {
            known = findMembers(type);
            members.put(type.name(), known);
        }
        return known;
    }

    private List<DeclaredMethod> findMembers(ClassFacts type) {
        Set<DeclaredMethod> found = new LinkedHashSet<>();
        for (String name : withSupertypes(type.name())) {
            ClassFacts declaring = application.contains(name) ? application.facts(name) : null;
            List<MethodFacts> methods = declaring == null ? List.of() : declaring.methods();
            for (MethodFacts method : methods) {
                if (declaring == null
                        || method.name().equals("<clinit>")
                        || (method.isSynthetic() && method.isPrivate())) {
                    continue;
                }
                DeclaredMethod target = new DeclaredMethod(declaring, method);
                found.add(target);
                if (method.isDispatched()) {
                    for (String receiver : application.subtypes(type.name())) {
                        DeclaredMethod selected = resolver.select(receiver, target.ref(), target);
                        if (selected != null) {
                            found.add(selected);
                        }
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /** Returns what a library may call on objects of the class. */
    public Callbacks callbacks(ClassFacts type) {
        Callbacks known = callbacks.get(type.name());
        if (known == null) {
            known = find(type);
            callbacks.put(type.name(), known);
        }
        return known;
    }

    private Callbacks find(ClassFacts type) {
        List<ClassFacts> libraryTypes = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<ClassFacts> own = new ArrayList<>(List.of(type));
        for (String above : application.supertypes(type.name())) {
            ClassFacts facts = application.facts(above);
            if (application.contains(above)) {
                if (facts != null) {
                    own.add(facts);
                }
            } else if (facts == null) {
                unknown.add(above);
            } else {
                libraryTypes.add(facts);
            }
        }
        List<Choice> found = new ArrayList<>();
        for (ClassFacts declaring : own) {
            for (MethodFacts method : declaring.methods()) {
                Choice choice = method.isDispatched() && !method.isAbstract()
                        ? callback(type, new DeclaredMethod(declaring, method), libraryTypes, !unknown.isEmpty())
                        : null;
                if (choice != null) {
                    found.add(choice);
                }
            }
        }
        return new Callbacks(found, unknown);
    }

    private @Nullable Choice callback(
            ClassFacts receiver, DeclaredMethod candidate, List<ClassFacts> libraryTypes, boolean anyMayOverride) {
        MethodRef symbol = libraryTypes.stream()
                .filter(type -> declares(type, candidate.method()))
                .map(type -> candidate.ref().in(type.name()))
                .findFirst()
                .orElse(anyMayOverride ? candidate.ref() : null);
        DeclaredMethod selected = symbol == null ? null : resolver.select(receiver.name(), candidate.ref(), null);
        if (symbol == null || selected == null || !selected.ref().equals(candidate.ref())) {
            return null;
        }
        return new Choice(selected, line(symbol, receiver.name(), selected), receiver.name());
    }

    private static boolean declares(ClassFacts type, MethodFacts method) {
        MethodFacts declared = type.method(method.name(), method.descriptor());
        return declared != null && declared.isDispatched() && !Modifier.isFinal(declared.access());
    }

    /** Returns whether nothing but what is made when the application runs can implement the interface. */
    public boolean isImplementedElsewhere(ClassFacts type, UnmanagedComponents unmanaged) {
        boolean implemented = application.subtypes(type.name()).stream()
                .filter(name -> !unmanaged.isAbsent(name))
                .map(application::facts)
                .filter(Objects::nonNull)
                .anyMatch(ClassFacts::isConcrete);
        if (implemented) {
            return false;
        }
        TreeSet<String> bodiless = new TreeSet<>();
        boolean marked = false;
        for (String name : withSupertypes(type.name())) {
            ClassFacts facts = application.contains(name) ? application.facts(name) : null;
            if (facts == null) {
                marked |= !name.startsWith("java/");
                continue;
            }
            marked |= CountingAnnotations.anyOf(facts.annotations());
            for (MethodFacts method : facts.methods()) {
                if (method.isAbstract()) {
                    marked |= CountingAnnotations.anyOf(method.annotations());
                    bodiless.add(method.name() + method.descriptor());
                }
            }
        }
        // An interface of one unmarked method is what lambdas are for.
        return marked || bodiless.size() > 1;
    }

    private List<String> withSupertypes(String type) {
        List<String> all = new ArrayList<>(application.supertypes(type));
        all.add(type);
        return all;
    }
}
