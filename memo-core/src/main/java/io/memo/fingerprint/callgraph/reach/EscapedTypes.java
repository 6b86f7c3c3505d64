package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.dispatch.Dispatch;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.callgraph.edges.LibraryUse;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of the objects that libraries get. What an object overrides of library types ({@code compare}, {@code run},
 * {@code toString}, {@code close}) is called by a library that got the object, and by nothing else that is not seen: so it counts
 * for live types at or below a type that was given.
 *
 * <p>A library keeps what it gets: it also has what a callback returns, and what the fields of an object hold where it may look
 * inside. What it gets as a mere {@code Object} is of a type that became one before.
 */
final class EscapedTypes {

    /** Types that say nothing of what an object does for a library. */
    private static final Set<String> OF_ANY_OBJECT = Set.of(
            Edge.ANY_OBJECT,
            "java/io/Serializable",
            "java/lang/Cloneable",
            "java/lang/Comparable",
            "java/lang/Enum",
            "java/lang/Error",
            "java/lang/Exception",
            "java/lang/Record",
            "java/lang/RuntimeException",
            "java/lang/Throwable",
            "java/lang/constant/Constable");

    private final Reachability reach;
    private final Ledger ledger;
    private final Program program;
    private final Set<String> live = new HashSet<>();
    /** By a type, the live ones that are it or lie below it. */
    private final Map<String, List<String>> liveBelow = new HashMap<>();

    private final Map<String, LibraryUse> given = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> liveKept = new HashSet<>();
    private final Map<String, LibraryUse> offered = new HashMap<>();
    private @Nullable LibraryUse ofObjects;
    private boolean callsPluggedIn;

    EscapedTypes(Reachability reach) {
        this.reach = reach;
        ledger = reach.ledger();
        program = reach.program();
    }

    /** A library may get any object that is at hand. */
    void giveAnything() {
        keep(Edge.ANY_OBJECT);
        giveObject(LibraryUse.KEEPS);
    }

    /**
     * A library gets an object of the type, or of one below it.
     *
     * @param type an internal name, of the application or not; {@code java/lang/Object} for a mere object
     */
    void give(String type, LibraryUse use) {
        if (type.equals(Edge.ANY_OBJECT)) {
            giveObject(use);
            return;
        }
        LibraryUse known = given.get(type);
        if (known == null || known.compareTo(use) < 0) {
            given.put(type, use);
            belowOf(type).forEach(each -> offer(each, use));
            if (use != LibraryUse.CALLS) {
                keep(type);
            }
        }
    }

    /** An object of the type, or of one below it, becomes a mere object. */
    void keep(String type) {
        if (kept.add(type)) {
            belowOf(type).forEach(this::keepLive);
        }
    }

    private void keepLive(String type) {
        LibraryUse use = ofObjects;
        if (liveKept.add(type) && use != null) {
            offer(type, use);
        }
    }

    /** A library gets a mere object. */
    void giveObject(LibraryUse use) {
        LibraryUse known = ofObjects;
        if (known == null || known.compareTo(use) < 0) {
            ofObjects = use;
            List.copyOf(liveKept).forEach(each -> offer(each, use));
        }
    }

    /** A library may call what was plugged into it: objects that do something for it, not such that it merely holds. */
    void callPluggedIn() {
        if (!callsPluggedIn) {
            callsPluggedIn = true;
            live.stream().filter(this::isPlugIn).toList().forEach(type -> offer(type, LibraryUse.CALLS));
        }
    }

    /** The type arguments of its supertypes say what an object of the class holds. */
    private void heldBy(ClassFacts facts) {
        String signature = facts.signature();
        if (signature != null) {
            for (String held : Descriptors.arguments(signature)) {
                if (program.application().contains(held)) {
                    reach.instantiated().addWithSubtypes(held);
                }
                keep(held);
            }
        }
    }

    private List<ClassFacts> ofApplication(String type) {
        List<String> types = new ArrayList<>(program.application().supertypes(type));
        types.add(type);
        return types.stream()
                .filter(program.application()::contains)
                .map(ledger::facts)
                .filter(Objects::nonNull)
                .toList();
    }

    private boolean extendsLibrary(String type) {
        return program.application().supertypes(type).stream()
                .filter(above -> !program.application().contains(above) && !OF_ANY_OBJECT.contains(above))
                .map(program.application()::facts)
                .anyMatch(facts -> facts == null || !facts.isInterface());
    }

    private boolean isPlugIn(String type) {
        return program.application().supertypes(type).stream()
                .anyMatch(above -> !program.application().contains(above) && !OF_ANY_OBJECT.contains(above));
    }

    /** Objects of exactly this type may be at hand from now on. */
    void live(ClassFacts facts) {
        if (live.add(facts.name())) {
            Set<String> above = new HashSet<>(program.application().supertypes(facts.name()));
            above.addAll(List.of(facts.name(), Edge.ANY_OBJECT));
            above.forEach(type ->
                    liveBelow.computeIfAbsent(type, any -> new ArrayList<>()).add(facts.name()));
            above.stream()
                    .map(given::get)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .ifPresent(use -> offer(facts.name(), use));
            if (above.stream().anyMatch(kept::contains)) {
                keepLive(facts.name());
            }
            if (callsPluggedIn && isPlugIn(facts.name())) {
                offer(facts.name(), LibraryUse.CALLS);
            }
        }
    }

    /** Returns the live types of which objects became mere objects. */
    Set<String> kept() {
        return new HashSet<>(liveKept);
    }

    private List<String> belowOf(String type) {
        return List.copyOf(liveBelow.getOrDefault(type, List.of()));
    }

    private void offer(String type, LibraryUse use) {
        LibraryUse known = offered.get(type);
        if (known != null && known.compareTo(use) >= 0) {
            return;
        }
        offered.put(type, use);
        if (extendsLibrary(type)) {
            // What it inherits may call whatever it holds.
            ofApplication(type).forEach(this::heldBy);
            giveObject(use);
            callPluggedIn();
        }
        ClassFacts facts = ledger.facts(type);
        if (facts == null) {
            return;
        }
        reach.later(() -> {
            if (known == null) {
                callBack(facts);
            }
            if (use == LibraryUse.LOOKS_INSIDE) {
                open(facts);
            }
        });
    }

    private void callBack(ClassFacts facts) {
        for (Dispatch.Choice choice : program.dispatch().callbacks(facts).choices()) {
            reach.calls().follow(choice);
            returned(choice.target().method().descriptor());
        }
    }

    /** A library may get what a method with this descriptor takes. */
    void taken(String descriptor) {
        Descriptors.parameters(descriptor).forEach(this::giveDeclared);
    }

    /** A library gets what a method returns; where that is a mere object, the code that returns it says of which type. */
    void returned(String descriptor) {
        giveDeclared(Descriptors.returned(descriptor));
    }

    private void giveDeclared(String descriptor) {
        Descriptors.classes(descriptor).forEach(type -> give(type, LibraryUse.KEEPS));
    }

    private void open(ClassFacts facts) {
        for (ClassFacts at : ofApplication(facts.name())) {
            for (FieldFacts field : at.fields()) {
                if (!field.isStatic()) {
                    field.classes().forEach(held -> give(held, LibraryUse.LOOKS_INSIDE));
                }
            }
        }
    }
}
