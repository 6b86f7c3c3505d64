package io.memo.fingerprint.callgraph.dispatch;

import io.memo.fingerprint.ManagedClasses;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.library.LibraryTypes;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Annotation;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the classes that have no objects: only a container makes them, for they are annotated as its components and no code
 * of the application makes one, and the container has none. What is wanted of such a class waits until something that is
 * followed brings an object of it after all: code that makes one, reflection, a look-up in the container.
 *
 * <p>An object of such a class that appears when the application runs is one that the fingerprint did not foresee, and so
 * its code counts with the key that meets it.
 */
public final class UnmanagedComponents {

    private static final List<String> STEREOTYPES = List.of(
            "org/springframework/stereotype/",
            "jakarta/inject/Named",
            "jakarta/inject/Singleton",
            "javax/inject/Named");
    private static final int MAX_META = 3;

    private final Application application;
    private final ContainerMadeTypes made;
    private final @Nullable ManagedClasses managed;
    private final Map<String, Boolean> unmanaged = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();
    private boolean allPresent;

    /** @param managed the classes of which a container has objects, null if they are not known */
    public UnmanagedComponents(Application application, ContainerMadeTypes made, @Nullable ManagedClasses managed) {
        this.application = application;
        this.made = made;
        this.managed = managed;
    }

    /** Does the work now if there may be objects of the class, else when it turns out that there may. */
    public void whenPresent(String type, Runnable work) {
        if (isAbsent(type)) {
            waiting.computeIfAbsent(type, name -> new ArrayList<>()).add(work);
        } else {
            work.run();
        }
    }

    /** Does the work for each class at or below the type of which there may be objects; for the type itself in any case. */
    public void whenAnyPresent(String type, Consumer<String> work) {
        for (String below : application.subtypes(type)) {
            if (below.equals(type)) {
                work.accept(below);
            } else {
                whenPresent(below, () -> work.accept(below));
            }
        }
    }

    /** There may be objects of the class. */
    public void markPresent(String type) {
        if (managed != null && present.add(type)) {
            run(waiting.remove(type));
        }
    }

    /** There may be objects of any class: they are looked up where nobody can see which. */
    public void markAllPresent() {
        allPresent = true;
        List<List<Runnable>> all = List.copyOf(waiting.values());
        waiting.clear();
        all.forEach(UnmanagedComponents::run);
    }

    private static void run(@Nullable List<Runnable> works) {
        if (works != null) {
            works.forEach(Runnable::run);
        }
    }

    /** Returns the application's classes of which the container has, or may make, objects, by their internal names, as far as that is known. */
    public Set<String> ofContainer() {
        Set<String> classes = new TreeSet<>();
        if (managed != null) {
            for (String name : managed.exact()) {
                String type = name.replace('.', '/');
                if (application.contains(type)) {
                    classes.add(type);
                }
            }
        }
        return classes;
    }

    /** Returns whether the container has, or may make, objects of the class or of one below it, as far as that is known. */
    public boolean mayBeOfContainer(String type) {
        return managed != null
                && application.contains(type)
                && application.subtypes(type).stream()
                        .anyMatch(below -> managed.exact().contains(below.replace('/', '.')));
    }

    /** Returns whether the container has, or may make, objects of the type that a library makes of it. */
    public boolean mayBeProxy(String type) {
        return managed != null && managed.above().contains(type.replace('/', '.'));
    }

    public boolean isAbsent(String type) {
        if (managed == null || allPresent || present.contains(type)) {
            return false;
        }
        Boolean known = unmanaged.get(type);
        if (known == null) {
            known = find(type, managed);
            unmanaged.put(type, known);
        }
        return known;
    }

    private boolean find(String type, ManagedClasses known) {
        ClassFacts facts = application.contains(type) ? application.facts(type) : null;
        if (facts == null || !facts.isConcrete() || mayBeManaged(type, known) || !isOfContainer(facts)) {
            return false;
        }
        for (String below : application.subtypes(type)) {
            ClassFacts sub = below.equals(type) ? null : application.facts(below);
            if (sub != null && (sub.isInterface() || !isAbsent(below))) {
                return false;
            }
        }
        return true;
    }

    private boolean mayBeManaged(String type, ManagedClasses known) {
        return known.exact().contains(type.replace('/', '.'))
                || known.above().contains(type.replace('/', '.'))
                || application.supertypes(type).stream()
                        .anyMatch(above -> known.above().contains(above.replace('/', '.')));
    }

    private boolean isOfContainer(ClassFacts facts) {
        return isComponent(facts.annotations(), MAX_META)
                ? made.onlyByContainer(facts.name())
                : made.byContainer(facts.name());
    }

    private boolean isComponent(List<Annotation> annotations, int depth) {
        for (Annotation annotation : annotations) {
            if (STEREOTYPES.stream().anyMatch(annotation.type()::startsWith)) {
                return true;
            }
            ClassFile file =
                    depth == 0 || annotation.type().startsWith("java/") ? null : application.file(annotation.type());
            ClassFacts type = file == null ? null : application.facts(annotation.type());
            if (type != null && isComponent(type.annotations(), depth - 1)) {
                return true;
            }
        }
        return false;
    }

    /** What the caller gives may be of any class, whatever the container has. */
    public void bringGiven(MethodRef method, @Nullable DeclaredMethod resolved) {
        String signature = resolved == null ? null : resolved.method().signature();
        for (String parameter : Descriptors.parameters(method.descriptor())) {
            markBelowPresent(parameter);
        }
        if (signature != null) {
            markBelowPresent(signature.substring(0, signature.indexOf(')') + 1));
        }
    }

    private void markBelowPresent(String declared) {
        for (String type : Descriptors.classes(declared)) {
            if (!application.contains(type) && !LibraryTypes.holdNothing(type)) {
                application.below(type).forEach(this::markPresent);
            }
            application.subtypes(type).forEach(this::markPresent);
        }
    }
}
