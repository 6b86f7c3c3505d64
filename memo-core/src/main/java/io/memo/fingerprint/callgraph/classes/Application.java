package io.memo.fingerprint.callgraph.classes;

import io.memo.fingerprint.ApplicationScope;
import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.classfile.ClassFile;
import io.memo.fingerprint.classfile.UnreadableClassException;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.woven.Weaver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All classes of the application with their hierarchy, and those library classes that are asked for. Names are internal
 * names. Not thread-safe.
 */
public final class Application {

    private static final String THROWABLE = "java/lang/Throwable";

    private final ClassFileSource source;
    private final ApplicationScope scope;
    private final Map<String, Boolean> contained = new HashMap<>();
    private final Map<String, Optional<ClassFile>> files = new HashMap<>();
    private final Map<String, List<String>> directSubtypes = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<String, String> unreadable = new TreeMap<>();
    private final Set<String> listed = new LinkedHashSet<>();
    private final Set<String> closures = new HashSet<>();
    private @Nullable Map<String, List<ClassFile>> makers;

    public Application(ClassFileSource source, ApplicationScope scope) {
        this.source = source;
        this.scope = scope;
        scope.packages().stream()
                .flatMap(each -> source.classesIn(each).stream())
                .map(name -> name.replace('.', '/'))
                .sorted()
                .forEach(listed::add);
        listed.stream().filter(name -> !Weaver.mayBeClosure(name)).toList().forEach(this::file);
        // Classes that only carry advice of memo's own do not belong to the application.
        listed.removeAll(closures);
        listed.forEach(this::file);
    }

    public ApplicationScope scope() {
        return scope;
    }

    public ClassFileSource source() {
        return source;
    }

    /** Returns whether the class is one of the application's; arrays are none. */
    public boolean contains(String name) {
        Boolean known = contained.get(name);
        if (known == null) {
            known = !name.startsWith("[") && scope.contains(name.replace('/', '.'));
            contained.put(name, known);
        }
        return known;
    }

    /** Returns all application classes that could be listed. */
    public Collection<String> classes() {
        return Collections.unmodifiableCollection(listed);
    }

    /** Returns whether the class was found by its name only, so that others like it may be missing. */
    public boolean isUnlisted(String name) {
        return !listed.contains(name) && contains(name) && file(name) != null;
    }

    /** Returns what the class declares, or null if there is no such class or it cannot be read. */
    public @Nullable ClassFacts facts(String name) {
        ClassFile file = file(name);
        if (file == null) {
            return null;
        }
        try {
            return file.facts();
        } catch (UnreadableClassException e) {
            unreadable.put(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Returns why a class that {@link #facts} knows nothing of could not be read. */
    public String problemWith(String name) {
        return unreadable.getOrDefault(name, "no class file found");
    }

    /** Returns whether there is no class of that name at all, so that code which uses it fails. */
    public boolean isAbsent(String name) {
        return file(name) == null
                && !unreadable.containsKey(name)
                && source.bytesOf(name.replace('/', '.')) == null
                && !source.mayBeLoaded(name.replace('/', '.'));
    }

    public @Nullable ClassFile file(String name) {
        Optional<ClassFile> known = files.get(name);
        if (known == null) {
            known = Optional.ofNullable(read(name));
            files.put(name, known);
            // What a package is annotated with stands in a class file that is no type: nothing can be one, and it is
            // not listed.
            if (contains(name) && !name.endsWith("package-info")) {
                known.ifPresent(this::addToHierarchy);
            }
        }
        return known.orElse(null);
    }

    /** Returns the listed classes whose code names a constructor of the class, the class itself among them. */
    public List<ClassFile> makersOf(String name) {
        Map<String, List<ClassFile>> known = makers;
        if (known == null) {
            known = new HashMap<>();
            for (String each : listed) {
                ClassFile file = file(each);
                if (file == null) {
                    continue;
                }
                for (String made : constructedBy(file)) {
                    known.computeIfAbsent(made, any -> new ArrayList<>()).add(file);
                }
            }
            makers = known;
        }
        return known.getOrDefault(name, List.of());
    }

    private static Set<String> constructedBy(ClassFile file) {
        try {
            return file.constructed();
        } catch (UnreadableClassException e) {
            return Set.of();
        }
    }

    private @Nullable ClassFile read(String name) {
        byte[] bytes = source.bytesOf(name.replace('/', '.'));
        if (bytes == null) {
            return null;
        }
        try {
            ClassFile file = ClassFile.read(bytes, other -> source.bytesOf(other.replace('/', '.')));
            closures.addAll(file.closures());
            return file.name().equals(name) ? file : null;
        } catch (UnreadableClassException e) {
            unreadable.put(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void addToHierarchy(ClassFile file) {
        List<String> direct = new ArrayList<>(file.interfaces());
        if (file.superName() != null) {
            direct.add(file.superName());
        }
        for (String supertype : direct) {
            directSubtypes.computeIfAbsent(supertype, name -> new ArrayList<>()).add(file.name());
        }
        subtypes.clear();
    }

    /** Returns the application's classes that are the class or lie below it, sorted. */
    public Set<String> subtypes(String name) {
        Set<String> known = subtypes.get(name);
        if (known == null) {
            known = new TreeSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(name));
            Set<String> seen = new HashSet<>(open);
            while (!open.isEmpty()) {
                String next = open.remove();
                if (contains(next)) {
                    known.add(next);
                }
                for (String below : directSubtypes.getOrDefault(next, List.of())) {
                    if (seen.add(below)) {
                        open.add(below);
                    }
                }
            }
            subtypes.put(name, known);
        }
        return known;
    }

    /** Returns whether objects of the class can be thrown. */
    public boolean isThrowable(String name) {
        return name.equals(THROWABLE) || supertypes(name).contains(THROWABLE);
    }

    /** Returns the outermost class around this one, and all classes within that. */
    public Set<String> nestOf(String name) {
        int end = name.indexOf('$');
        String outermost = end < 0 ? name : name.substring(0, end);
        Set<String> nest = new HashSet<>(List.of(outermost));
        nest.add(name);
        for (String each : classes()) {
            if (each.startsWith(outermost + "$")) {
                nest.add(each);
            }
        }
        return nest;
    }

    /** Returns the application's classes that lie below a library type, by way of other library types as well. */
    public Set<String> below(String libraryType) {
        Set<String> known = below.get(libraryType);
        if (known == null) {
            known = new HashSet<>();
            for (String name : listed) {
                if (supertypes(name).contains(libraryType)) {
                    known.add(name);
                }
            }
            below.put(libraryType, known);
        }
        return known;
    }

    /** Returns everything above the class, library types included, the class itself not. */
    public Set<String> supertypes(String name) {
        Set<String> known = supertypes.get(name);
        if (known == null) {
            known = new LinkedHashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(name));
            while (!open.isEmpty()) {
                ClassFile file = file(open.remove());
                if (file == null) {
                    continue;
                }
                if (file.superName() != null && known.add(file.superName())) {
                    open.add(file.superName());
                }
                for (String above : file.interfaces()) {
                    if (known.add(above)) {
                        open.add(above);
                    }
                }
            }
            if (files.containsKey("java/lang/Object") || file("java/lang/Object") != null) {
                known.add("java/lang/Object");
            }
            supertypes.put(name, known);
        }
        return known;
    }
}
