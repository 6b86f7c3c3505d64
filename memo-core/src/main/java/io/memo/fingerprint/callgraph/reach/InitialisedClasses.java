package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.ClassFileSource;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The classes that reached code initialises, and in an application that pins its libraries, those of libraries behind them. */
final class InitialisedClasses {

    private final Program program;
    private final Ledger ledger;
    private final BiConsumer<String, Program.Piece> follow;
    private final Consumer<String> untracked;
    /** By the class, how its initialiser is named; null if it has none. */
    private final Map<String, @Nullable String> initialised = new HashMap<>();

    private final Set<String> pinned = new HashSet<>();

    /**
     * @param follow follows a piece of code later, under the name
     * @param untracked is told what cannot be followed
     */
    InitialisedClasses(
            Program program, Ledger ledger, BiConsumer<String, Program.Piece> follow, Consumer<String> untracked) {
        this.program = program;
        this.ledger = ledger;
        this.follow = follow;
        this.untracked = untracked;
    }

    /** Meets the initialiser of a class and those of the classes that are initialised before it. */
    void meet(String type) {
        if (!program.application().contains(type)) {
            return;
        }
        if (initialised.containsKey(type)) {
            String known = initialised.get(type);
            if (known != null) {
                ledger.trail().to(known);
            }
            return;
        }
        initialised.put(type, null);
        ClassFacts facts = ledger.facts(type);
        if (facts == null) {
            return;
        }
        if (facts.methods().stream().anyMatch(method -> method.name().equals("$jacocoInit"))) {
            ledger.warn(
                    "instrumented: " + program.names().nameOf(type) + " carries the probes of offline JaCoCo, so its"
                            + " fingerprint is another than without and moves with every change of the class");
        }
        if (program.application().scope().pinsLibraries()) {
            program.application().supertypes(type).stream()
                    .filter(above -> !program.application().contains(above))
                    .forEach(this::pinLibrary);
        }
        if (facts.superName() != null) {
            meet(facts.superName());
        }
        for (String above : program.application().supertypes(type)) {
            ClassFacts other = program.application().contains(above)
                    ? program.application().facts(above)
                    : null;
            if (other != null && other.isInterface() && !facts.isInterface() && hasDefaults(other)) {
                meet(above);
            }
        }
        String name = "initialiser " + program.names().nameOf(type);
        Program.Piece rest = program.piece(
                "initialiser " + type, () -> name, () -> program.initialisers().rest(facts));
        if (rest != null) {
            ledger.manifest().add(rest.line());
            initialised.put(type, name);
            ledger.trail().to(name);
            follow.accept(name, rest);
        }
    }

    /** Pins the library that holds the class. */
    void pinLibrary(String type) {
        if (!pinned.add(type)) {
            return;
        }
        String name = type.replace('/', '.');
        ClassFileSource.Library library = program.application().source().libraryOf(name);
        if (library == null) {
            untracked.accept("the library that holds " + name + ", for it lies in no jar");
        } else {
            ledger.manifest().add("library", library.name(), library.version());
        }
    }

    private static boolean hasDefaults(ClassFacts type) {
        return type.methods().stream()
                .anyMatch(method -> !Modifier.isAbstract(method.access()) && method.isDispatched());
    }
}
