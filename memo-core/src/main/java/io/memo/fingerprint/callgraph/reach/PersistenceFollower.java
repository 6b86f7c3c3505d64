package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.edges.LibraryUse;
import io.memo.fingerprint.callgraph.library.Persistence;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.HashSet;
import java.util.Set;

/** Follows what a provider of persistence reads and fills: entities by their fields, all else as what any library looks into. */
final class PersistenceFollower {

    private final Reachability reach;
    private final Ledger ledger;
    private final Application application;
    private final ReflectionFollower reflection;
    private final Persistence persistence;
    private final Set<String> types = new HashSet<>();
    private boolean any;

    PersistenceFollower(Reachability reach, ReflectionFollower reflection) {
        this.reach = reach;
        ledger = reach.ledger();
        this.reflection = reflection;
        application = reach.program().application();
        persistence = new Persistence(application);
    }

    /** Returns the types that are filled by their fields, so far. */
    Set<String> types() {
        return types;
    }

    /** A provider gets an object of which nothing is known. */
    void addAny() {
        any = true;
    }

    /** Meets what became a mere object so far, if a provider gets one. */
    void settle() {
        if (any) {
            reach.instantiated().escaped().kept().stream()
                    .filter(this::isMapped)
                    .forEach(this::exactly);
        }
    }

    /** Meets a type objects of which a provider of persistence reads and fills, and so on from their fields. */
    void add(String type) {
        ClassFacts facts = application.contains(type) ? ledger.facts(type) : null;
        boolean isMapped = facts != null && persistence.isMapped(facts);
        reach.unmanaged().whenAnyPresent(type, below -> {
            // A provider makes no object of a subclass that it does not know.
            if (!isMapped || isMapped(below)) {
                exactly(below);
            }
        });
    }

    private boolean isMapped(String type) {
        ClassFacts facts = application.facts(type);
        return facts != null && persistence.isMapped(facts);
    }

    private void exactly(String type) {
        ClassFacts facts = application.contains(type) && !reflection.isHandedOver(type) ? ledger.facts(type) : null;
        if (facts == null) {
            return;
        }
        if (!persistence.isFilledByFields(facts)) {
            reflection.handOverExactly(type);
        } else if (types.add(type)) {
            reach.instantiated().escaped().give(type, LibraryUse.KEEPS);
            reach.instantiated().add(type);
            reach.initialise(type);
            reflection.members(facts);
            for (MethodFacts method : facts.methods()) {
                if (Persistence.calls(method)) {
                    reach.method(new DeclaredMethod(facts, method), null);
                }
            }
            for (FieldFacts field : facts.fields()) {
                for (String held : field.classes()) {
                    if (!field.isStatic() && !types.contains(held)) {
                        reach.later(() -> add(held));
                    }
                }
            }
            application.supertypes(type).forEach(above -> reach.later(() -> exactly(above)));
        }
    }
}
