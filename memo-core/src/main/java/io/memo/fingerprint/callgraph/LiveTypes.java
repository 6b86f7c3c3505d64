package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.MethodFacts;
import io.memo.fingerprint.classfile.MethodRef;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The application classes of which objects may be at hand. A library that gets such an object may call whatever it
 * overrides of the library's own types ({@code compare}, {@code run}, {@code toString}, {@code close}), so all of that is
 * reached.
 */
final class LiveTypes {

    private static final Set<String> SERIALIZATION =
            Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

    private final Reach reach;
    private final Program program;
    private final Set<String> live = new TreeSet<>();
    private final Set<String> tested = new TreeSet<>();
    private final Set<String> widened = new TreeSet<>();
    private boolean allForeseen;

    LiveTypes(Reach reach) {
        this.reach = reach;
        program = reach.program();
    }

    /** Returns the types of which objects bring along no code that is not in the manifest. */
    Set<String> foreseen() {
        return allForeseen ? Set.copyOf(program.application().classes()) : Collections.unmodifiableSet(live);
    }

    /** The code of the whole application is in the manifest, so no type needs to be followed for what it brings along. */
    void addAllForeseen() {
        allForeseen = true;
    }

    /** Meets a type, objects of which may also be of any type below it. */
    void addWithSubtypes(String type) {
        if (widened.add(type)) {
            add(type);
            program.application().subtypes(type).forEach(this::add);
        }
    }

    /** Meets objects of exactly this type. */
    void add(String type) {
        if (!live.add(type)) {
            return;
        }
        ClassFacts facts = reach.facts(type);
        if (facts != null) {
            reach.later(() -> visit(facts));
        }
    }

    private void visit(ClassFacts facts) {
        String name = program.places().nameOf(facts.name());
        reach.manifest().add("type", name, supertypesOf(facts));
        if (!facts.permitted().isEmpty()) {
            reach.manifest().add("permits", name, names(facts.permitted()));
        }
        reach.annotations().ofType(facts);
        if (facts.isEnum()) {
            reach.initialise(facts.name());
        }
        addCallbacks(facts);
        if (program.application().supertypes(facts.name()).contains("java/io/Serializable")) {
            addSerializationHooks(facts);
        }
    }

    private String supertypesOf(ClassFacts facts) {
        List<String> above = new ArrayList<>();
        if (facts.superName() != null && !facts.isInterface()) {
            above.add(facts.superName());
        }
        above.addAll(facts.interfaces());
        return names(above);
    }

    private String names(List<String> types) {
        return types.stream().map(program.places()::nameOf).collect(Collectors.joining(", "));
    }

    /** Meets a type by which objects are told apart: which types lie below it then counts. */
    void test(String type) {
        if (tested.add(type)) {
            Set<String> below = program.application().subtypes(type);
            if (program.application().contains(type)) {
                reach.facts(type);
                reach.manifest().add("subtypes", program.places().nameOf(type), names(List.copyOf(below)));
            }
        }
    }

    private void addCallbacks(ClassFacts facts) {
        Set<String> supertypes = program.application().supertypes(facts.name());
        List<ClassFacts> libraryTypes = new ArrayList<>();
        boolean allKnown = true;
        List<ClassFacts> own = new ArrayList<>(List.of(facts));
        for (String above : supertypes) {
            ClassFacts type = program.application().facts(above);
            if (program.application().contains(above)) {
                if (type == null) {
                    reach.missing(above);
                } else {
                    own.add(type);
                }
            } else if (type == null) {
                allKnown = false;
                reach.warn("not tracked: supertype " + above.replace('/', '.') + " of "
                        + program.places().nameOf(facts.name()) + " ("
                        + program.application().problemWith(above)
                        + "), so all methods of the class count as callbacks");
            } else {
                libraryTypes.add(type);
            }
        }
        for (ClassFacts type : own) {
            for (MethodFacts method : type.methods()) {
                if (method.isDispatched() && !method.isAbstract()) {
                    addCallback(facts, new Target(type, method), libraryTypes, allKnown);
                }
            }
        }
    }

    private void addCallback(ClassFacts receiver, Target candidate, List<ClassFacts> libraryTypes, boolean allKnown) {
        MethodFacts method = candidate.method();
        @Nullable
        ClassFacts overridden = libraryTypes.stream()
                .filter(type -> declares(type, method))
                .findFirst()
                .orElse(null);
        if (overridden == null && allKnown) {
            return;
        }
        Target selected = program.resolver().select(receiver.name(), candidate.ref(), null);
        if (selected == null || !selected.ref().equals(candidate.ref())) {
            return;
        }
        MethodRef symbol =
                overridden == null ? candidate.ref() : candidate.ref().in(overridden.name());
        Places places = program.places();
        reach.manifest()
                .add(
                        "dispatch",
                        places.nameOf(symbol) + " on " + places.nameOf(receiver.name()),
                        places.nameOf(selected.ref()));
        reach.method(selected, null);
    }

    private static boolean declares(ClassFacts type, MethodFacts method) {
        MethodFacts declared = type.method(method.name(), method.descriptor());
        return declared != null && declared.isDispatched() && !Modifier.isFinal(declared.access());
    }

    /** Serialization calls private methods by name, and constructors that no code names. */
    private void addSerializationHooks(ClassFacts facts) {
        List<String> chain = new ArrayList<>(program.application().supertypes(facts.name()));
        chain.add(facts.name());
        for (String type : chain) {
            ClassFacts declaring =
                    program.application().contains(type) ? program.application().facts(type) : null;
            if (declaring == null) {
                continue;
            }
            for (MethodFacts method : declaring.methods()) {
                boolean constructor = method.is("<init>", "()V") && !declaring.isInterface();
                if (SERIALIZATION.contains(method.name()) || (constructor && isConstructedBySerialization(declaring))) {
                    reach.method(new Target(declaring, method), null);
                }
            }
        }
    }

    private boolean isConstructedBySerialization(ClassFacts type) {
        Set<String> supertypes = program.application().supertypes(type.name());
        return !supertypes.contains("java/io/Serializable") || supertypes.contains("java/io/Externalizable");
    }
}
