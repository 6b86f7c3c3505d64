package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.dispatch.Dispatch;
import io.memo.fingerprint.callgraph.identity.DeclarationText;
import io.memo.fingerprint.callgraph.identity.Manifest;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The application classes of which objects may be at hand. What libraries may call on those that they get is told by
 * {@link EscapedTypes}.
 */
final class InstantiatedTypes {

    private static final Set<String> SERIALIZATION =
            Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

    private final Reachability reach;
    private final Ledger ledger;
    private final Program program;
    private final Set<String> live = new HashSet<>();
    private final Set<String> tested = new HashSet<>();
    private final Set<String> widened = new HashSet<>();
    private final EscapedTypes given;
    private boolean allForeseen;

    InstantiatedTypes(Reachability reach) {
        this.reach = reach;
        ledger = reach.ledger();
        program = reach.program();
        given = new EscapedTypes(reach);
    }

    /** Returns the types of which objects bring along no code that is not in the manifest. */
    Set<String> foreseen() {
        return allForeseen ? Set.copyOf(program.application().classes()) : Collections.unmodifiableSet(live);
    }

    /** Returns those of which libraries get objects. */
    EscapedTypes escaped() {
        return given;
    }

    /** Returns those met so far. */
    Set<String> live() {
        return Set.copyOf(live);
    }

    /** The code of the whole application is in the manifest, so no type needs to be followed for what it brings along. */
    void addAllForeseen() {
        allForeseen = true;
    }

    /** Meets a type, objects of which may also be of any type below it. */
    void addWithSubtypes(String type) {
        if (widened.add(type)) {
            add(type);
            program.application()
                    .subtypes(type)
                    .forEach(below -> reach.unmanaged().whenPresent(below, () -> add(below)));
        }
    }

    /** Meets objects of exactly this type. */
    void add(String type) {
        if (!live.add(type)) {
            return;
        }
        reach.unmanaged().markPresent(type);
        ClassFacts facts = ledger.facts(type);
        if (facts != null) {
            reach.later(() -> visit(facts));
        }
    }

    private void visit(ClassFacts facts) {
        program.typeLines(facts, () -> lines(facts)).forEach(ledger.manifest()::add);
        reach.annotations().ofHierarchy(facts);
        if (facts.isEnum()) {
            reach.initialise(facts.name());
        }
        addCallbacks(facts);
        given.live(facts);
        if (program.application().supertypes(facts.name()).contains("java/io/Serializable")) {
            addSerializationHooks(facts);
        }
    }

    private List<String> lines(ClassFacts facts) {
        String name = program.names().nameOf(facts.name());
        List<String> lines = new ArrayList<>();
        lines.add(Manifest.shortLine("type", name, supertypesOf(facts)));
        addGenericSupertypes(facts, lines);
        for (String above : program.application().supertypes(facts.name())) {
            ClassFacts inherited = program.application().contains(above)
                    ? program.application().facts(above)
                    : null;
            if (inherited != null) {
                addGenericSupertypes(inherited, lines);
            }
        }
        if (!facts.permitted().isEmpty()) {
            lines.add(Manifest.shortLine("permits", name, names(facts.permitted())));
        }
        return List.copyOf(lines);
    }

    /** Type arguments may be asked for, as of a type token. */
    private void addGenericSupertypes(ClassFacts facts, List<String> lines) {
        String generic = DeclarationText.genericSupertypes(facts, program.names());
        if (!generic.isEmpty()) {
            lines.add(Manifest.shortLine("generics", program.names().nameOf(facts.name()), generic));
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
        return types.stream().map(program.names()::nameOf).collect(Collectors.joining(", "));
    }

    /** Meets a type by which objects are told apart: which types lie below it then counts. */
    void test(String type) {
        if (tested.add(type)) {
            Set<String> below = program.application().subtypes(type);
            if (program.application().contains(type)) {
                ledger.facts(type);
                ledger.manifest().add("subtypes", program.names().nameOf(type), names(List.copyOf(below)));
            }
        }
    }

    private void addCallbacks(ClassFacts facts) {
        program.application().supertypes(facts.name()).stream()
                .filter(program.application()::contains)
                .forEach(ledger::facts);
        Dispatch.Callbacks callbacks = program.dispatch().callbacks(facts);
        callbacks.choices().stream()
                .filter(choice -> choice.target().method().is("finalize", "()V"))
                .forEach(reach.calls()::follow);
        for (String unknown : callbacks.unknown()) {
            ledger.warn("not tracked: supertype " + unknown.replace('/', '.') + " of "
                    + program.names().nameOf(facts.name()) + " ("
                    + program.application().problemWith(unknown)
                    + "), so all methods of the class count as callbacks");
        }
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
                    reach.method(new DeclaredMethod(declaring, method), null);
                }
            }
        }
    }

    private boolean isConstructedBySerialization(ClassFacts type) {
        Set<String> supertypes = program.application().supertypes(type.name());
        return !supertypes.contains("java/io/Serializable") || supertypes.contains("java/io/Externalizable");
    }
}
