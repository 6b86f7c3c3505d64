package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.edges.ClassArguments;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.callgraph.edges.LibraryUse;
import io.memo.fingerprint.callgraph.identity.DeclarationText;
import io.memo.fingerprint.callgraph.library.PropertyAccess;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows what libraries and the application itself do by reflection. A class that is named by a constant counts whole: each
 * of its methods may be called. Where a name is computed, any class may be meant, and so the code of the whole application
 * and all its state count; that is sound, and the same in every process that runs the same code.
 */
public final class ReflectionFollower {

    private final Reachability reach;
    private final Ledger ledger;
    private final Program program;
    private final boolean wholeApplication;
    private final Set<String> whole = new HashSet<>();
    private final Set<String> shown = new HashSet<>();
    private final Set<String> handedOver = new HashSet<>();
    private final Set<String> beans = new HashSet<>();
    private final Map<String, Boolean> handedOverBelow = new HashMap<>();
    private final Set<String> named = new TreeSet<>();
    private final Set<String> loaded = new TreeSet<>();
    private final ClassArguments given = new ClassArguments();
    private final List<String> invocations = new ArrayList<>();
    private final Set<String> literals = new TreeSet<>();
    private final PersistenceFollower persisted;
    private @Nullable Boolean handsOverClasses;
    private boolean looksUp;
    private boolean unresolved;
    private boolean settled;

    ReflectionFollower(Reachability reach, boolean wholeApplication) {
        this.reach = reach;
        ledger = reach.ledger();
        this.wholeApplication = wholeApplication;
        program = reach.program();
        persisted = new PersistenceFollower(reach, this);
    }

    /** Returns what is known of persistence. */
    PersistenceFollower persisted() {
        return persisted;
    }

    boolean isHandedOver(String type) {
        return handedOver.contains(type);
    }

    /** Returns the binary names of the types all fields of which count. */
    Set<String> wholeTypes() {
        Set<String> names = new HashSet<>();
        handedOver.forEach(type -> names.add(program.binaryName(type)));
        beans.forEach(type -> names.add(program.binaryName(type)));
        persisted.types().forEach(type -> names.add(program.binaryName(type)));
        if (settled) {
            program.application().classes().forEach(type -> names.add(program.binaryName(type)));
        }
        return names;
    }

    void follow(Edge edge, @Nullable String exact) {
        if (edge instanceof Edge.GivesClasses gives) {
            given.add(gives);
            return;
        }
        if (edge instanceof Edge.ClassBecomesObject) {
            given.openOffered();
            return;
        }
        if (!(edge instanceof Edge.Literal) && !(edge instanceof Edge.Names) && !(edge instanceof Edge.Persists)) {
            reach.externallyCreated().anything();
        }
        if (edge instanceof Edge.Literal literal) {
            literals.add(literal.type());
            whole(literal.type());
        } else if (edge instanceof Edge.Names names) {
            named.add(names.type());
        } else if (edge instanceof Edge.LooksUp lookUp) {
            looksUp = true;
            unresolved |= !lookUp.resolved();
            warn(lookUp.what(), lookUp.resolved());
        } else if (edge instanceof Edge.LooksUpGiven lookUp) {
            looksUp = true;
            given.add(lookUp);
        } else if (edge instanceof Edge.LoadsAny loads) {
            looksUp = true;
            loaded.add(loads.what());
        } else if (edge instanceof Edge.InvokesReflectively invokes) {
            invocations.add(invokes.what());
            if (invokes.anyMethod()) {
                given.openOffered();
            }
        } else if (edge instanceof Edge.LooksUpFields lookUp) {
            readFields(lookUp.type());
        } else if (edge instanceof Edge.LooksUpClasses lookUp) {
            memberClasses(lookUp.type());
        } else if (edge instanceof Edge.LoadsServices services) {
            services(services.type());
        } else if (edge instanceof Edge.Deserializes) {
            deserialize();
        } else if (edge instanceof Edge.HandsOver handsOver) {
            String type = exact != null && isAbove(handsOver.type(), exact) ? exact : handsOver.type();
            handOver(type, handsOver.byProperties());
        } else if (edge instanceof Edge.Persists persists) {
            persisted.add(exact != null && isAbove(persists.type(), exact) ? exact : persists.type());
        } else if (edge instanceof Edge.PersistsAny) {
            persisted.addAny();
        } else if (edge instanceof Edge.HandsOverClasses hands) {
            if (!hands.byProperties()) {
                given.openOffered();
            }
            handsOverClasses = hands.byProperties() && !Boolean.FALSE.equals(handsOverClasses);
        } else if (edge instanceof Edge.HandsOverAny any) {
            handedOverBelow.merge(any.above(), any.byProperties(), Boolean::logicalAnd);
        }
    }

    private void warn(String lookUp, boolean resolved) {
        ledger.warn(
                resolved
                        ? "reflection: " + lookUp + " is followed by its constants"
                        : "not tracked: " + lookUp
                                + " has computed operands, so every change of the application's code counts");
    }

    /** Code that is not seen calls the method. */
    void enter(MethodRef method) {
        given.open(method);
    }

    /** Objects of all serializable classes may come out, and lambdas of all classes that have serializable ones. */
    private void deserialize() {
        reach.instantiated().escaped().give("java/io/Serializable", LibraryUse.KEEPS);
        for (String type : program.application().subtypes("java/io/Serializable")) {
            reach.instantiated().add(type);
            ClassFacts declared = ledger.facts(type);
            if (declared != null) {
                members(declared);
            }
        }
        for (String type : program.application().classes()) {
            ClassFacts facts = program.application().facts(type);
            MethodFacts lambdas = facts == null
                    ? null
                    : facts.method("$deserializeLambda$", "(Ljava/lang/invoke/SerializedLambda;)Ljava/lang/Object;");
            if (facts != null && lambdas != null) {
                reach.method(new DeclaredMethod(facts, lambdas), null);
            }
        }
    }

    private boolean isAbove(String type, String exact) {
        return program.application().supertypes(exact).contains(type);
    }

    /** Draws conclusions from all that was met; returns whether there may be more to follow now. */
    boolean settle() {
        boolean more = handOverLive();
        more |= handOverLiterals();
        if (looksUp) {
            for (String type : List.copyOf(named)) {
                more |= !whole.contains(type);
                whole(type);
            }
        }
        if (more || settled || wholeApplication) {
            return more;
        }
        if (!loaded.isEmpty()) {
            ledger.manifest().add("hierarchy", "*", program.hierarchy());
            loaded.forEach(what -> ledger.warn("reflection: " + what
                    + " loads a class by a computed name, so the hierarchy of all classes counts"));
        }
        if (!invocations.isEmpty() && (!looksUp || !loaded.isEmpty())) {
            unresolved = true;
            invocations.forEach(what -> ledger.warn("not tracked: " + what
                    + " runs what was looked up elsewhere, so every change of the application's code counts"));
        }
        Set<String> unknown = given.unknown();
        unknown.forEach(lookUp -> warn(lookUp, false));
        if (unresolved || !unknown.isEmpty()) {
            settled = true;
            ledger.manifest()
                    .add(
                            "application",
                            "*",
                            program.whole(
                                    () -> Reachability.whole(program).finish().digest()));
            reach.instantiated().addAllForeseen();
            reach.readEveryStatic();
            ledger.warn(
                    "not tracked: what lies in statics that cannot be hashed, such as locks; each counts by which object"
                            + " it is");
            return true;
        }
        given.lookUps().forEach(lookUp -> warn(lookUp, true));
        return false;
    }

    /** Of an object whose class is not known, all that can be said is that it is at hand. */
    private boolean handOverLive() {
        int before = handedOver.size() + beans.size() + persisted.types().size();
        persisted.settle();
        Boolean ofAny = handedOverBelow.get(Edge.ANY_OBJECT);
        if (ofAny != null) {
            reach.instantiated().escaped().kept().forEach(type -> handOverExactly(type, ofAny));
        }
        for (String type : reach.instantiated().live()) {
            Set<String> above = program.application().supertypes(type);
            handedOverBelow.forEach((each, byProperties) -> {
                if (!each.equals(Edge.ANY_OBJECT) && above.contains(each)) {
                    handOverExactly(type, byProperties);
                }
            });
        }
        return handedOver.size() + beans.size() + persisted.types().size() > before;
    }

    /** Of a class that goes to such a library by a variable, all that can be said is that some code names it. */
    private boolean handOverLiterals() {
        int before = handedOver.size() + beans.size();
        Boolean byProperties = handsOverClasses;
        if (byProperties != null) {
            literals.forEach(type -> handOver(type, byProperties));
        }
        return handedOver.size() + beans.size() > before;
    }

    /** Meets a class that may be made by any of its constructors. */
    void constructors(String type) {
        ClassFacts facts = ledger.facts(type);
        if (facts != null) {
            reach.instantiated().addWithSubtypes(type);
            reach.initialise(type);
            members(facts);
            facts.methods().stream()
                    .filter(method -> method.name().equals("<init>"))
                    .forEach(constructor -> reach.method(new DeclaredMethod(facts, constructor), null));
        }
    }

    /** Meets a class any member of which may be used. */
    public void whole(String type) {
        if (program.application().contains(type) && whole.add(type)) {
            reach.later(() -> visit(type, false));
        }
    }

    private void visit(String type, boolean byProperties) {
        ClassFacts facts = ledger.facts(type);
        if (facts == null) {
            return;
        }
        reach.instantiated().addWithSubtypes(type);
        reach.instantiated().escaped().give(type, LibraryUse.KEEPS);
        reach.initialise(type);
        members(facts);
        for (String above : program.application().supertypes(type)) {
            ClassFacts inherited = program.application().contains(above) ? ledger.facts(above) : null;
            if (inherited != null) {
                // The line of the type itself says from whom it inherits what is not overridden.
                reach.instantiated().add(above);
                members(inherited);
            }
        }
        for (DeclaredMethod target : program.dispatch().members(facts)) {
            if (byProperties && !PropertyAccess.mayCall(target.owner(), target.method())) {
                continue;
            }
            reach.unmanaged().whenPresent(target.owner().name(), () -> callByLibrary(target));
            reach.instantiated().escaped().returned(target.method().descriptor());
        }
    }

    /** Who describes an exception gives its methods no class, unless it has one that no constant names. */
    private void callByLibrary(DeclaredMethod target) {
        if (program.application().isThrowable(target.owner().name())) {
            given.offer(target.ref());
            reach.called(target, null);
        } else {
            reach.method(target, null);
        }
    }

    void members(ClassFacts facts) {
        if (!shown.add(facts.name())) {
            return;
        }
        String name = program.names().nameOf(facts.name());
        for (FieldFacts field : facts.fields()) {
            if (DeclarationText.isShown(field)) {
                reach.annotations().of(name + "." + field.name(), field.annotations());
                reach.mention(field.descriptor());
            }
        }
        ledger.manifest().add(program.memberLine(facts));
    }

    /** Meets a type objects of which are read or filled by a library: all their fields count, and so on from these. */
    public void handOver(String type) {
        handOver(type, false);
    }

    private void handOver(String type, boolean byProperties) {
        if (type.equals(Edge.ANY_OBJECT) && byProperties && !program.configuresProperties()) {
            // Made of data, it is of none of the application's classes; written, it is of one that became a mere
            // object.
            handedOverBelow.merge(Edge.ANY_OBJECT, true, Boolean::logicalAnd);
            return;
        }
        reach.unmanaged().whenAnyPresent(type, below -> handOverExactly(below, byProperties));
    }

    void handOverExactly(String type) {
        handOverExactly(type, false);
    }

    private void handOverExactly(String type, boolean byProperties) {
        if (byProperties && program.configuresProperties()) {
            handOverExactly(type, false);
            return;
        }
        boolean isNew = program.application().contains(type)
                && !handedOver.contains(type)
                && (byProperties ? beans.add(type) : handedOver.add(type));
        ClassFacts facts = isNew ? ledger.facts(type) : null;
        if (facts == null) {
            return;
        }
        if (byProperties && !whole.contains(type)) {
            reach.later(() -> visit(type, true));
        } else {
            whole(type);
        }
        if (facts.signature() != null) {
            // What a library fills by a type token is named by its arguments only.
            Descriptors.arguments(facts.signature()).forEach(named -> reach.later(() -> handOver(named, byProperties)));
        }
        for (FieldFacts field : facts.fields()) {
            for (String held : field.classes()) {
                if (!field.isStatic() && !handedOver.contains(held)) {
                    reach.later(() -> handOver(held, byProperties));
                }
            }
        }
        for (String above : program.application().supertypes(type)) {
            if (!handedOver.contains(above)) {
                reach.later(() -> handOverExactly(above, byProperties));
            }
        }
    }

    private void readFields(String type) {
        ClassFacts facts = ledger.facts(type);
        if (facts != null) {
            facts.fields().forEach(field -> reach.readField(facts, field));
        }
    }

    private void memberClasses(String type) {
        String members = DeclarationText.memberClasses(type, program.application(), program.names());
        ledger.manifest().add("classes", program.names().nameOf(type), members);
    }

    private void services(String service) {
        List<String> providers = program.application().source().providersOf(service.replace('/', '.'));
        ledger.manifest().add("services", program.names().nameOf(service), String.join(", ", providers));
        program.application().subtypes(service).forEach(this::whole);
        providers.forEach(provider -> whole(provider.replace('.', '/')));
    }
}
