package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ManagedClasses;
import io.memo.fingerprint.callgraph.bodies.Code;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.dispatch.UnmanagedComponents;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.callgraph.edges.LibraryUse;
import io.memo.fingerprint.callgraph.identity.Manifest;
import io.memo.fingerprint.callgraph.identity.ResourceContent;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows edges from some roots until nothing is new, and writes down what it meets. Everything met is a set and the order
 * of meeting never counts, so recursion needs no care. A getter returns the same object each time. Used once; not thread-safe.
 */
public final class Reachability {

    private static final String LOOKUP = "org/springframework/beans/factory/annotation/Lookup";

    private final Program program;
    private final Set<Node> met = new HashSet<>();
    private final Set<MethodRef> visited = new HashSet<>();
    private final Set<String> mentioned = new HashSet<>();
    private final BitSet followed = new BitSet();
    private final Ledger ledger;
    private final Deque<Runnable> open = new ArrayDeque<>();
    private boolean looksUpObjects;
    private final Set<String> words = new HashSet<>();
    private final InitialisedClasses initialised;
    private final UnmanagedComponents unmanaged;
    private final CallFollower calls;
    private final ExternallyCreatedTypes externallyCreated;
    private final FieldFollower fields;
    private final InstantiatedTypes instantiated;
    private final AnnotationFollower annotations;
    private final ReflectionFollower reflection;
    private final BeanFactories factories;

    /** Follows without knowing what a container holds. */
    public Reachability(Program program) {
        this(program, null, false);
    }

    /**
     * @param managed the classes of which a container has objects, null if they are not known
     * @param noting whether to note what leads to what
     */
    public Reachability(Program program, @Nullable ManagedClasses managed, boolean noting) {
        this(program, false, managed, noting);
    }

    /** Follows all code of the application. */
    static Reachability whole(Program program) {
        Reachability reach = new Reachability(program, true, null, false);
        reach.externallyCreated.anything();
        reach.instantiated.escaped().giveAnything();
        program.application().classes().forEach(reach.reflection::whole);
        return reach;
    }

    /** A method, with the class of {@code this} where that is known exactly. */
    private record Node(MethodRef method, @Nullable String exact) {}

    private Reachability(Program program, boolean wholeApplication, @Nullable ManagedClasses managed, boolean noting) {
        this.program = program;
        ledger = new Ledger(program, noting);
        unmanaged = new UnmanagedComponents(program.application(), program.containerMade(), managed);
        initialised = new InitialisedClasses(
                program, ledger, (name, piece) -> later(name, () -> follow(piece, null)), this::untracked);
        calls = new CallFollower(this);
        fields = new FieldFollower(this);
        instantiated = new InstantiatedTypes(this);
        externallyCreated = new ExternallyCreatedTypes(program.application(), instantiated.escaped()::keep);
        annotations = new AnnotationFollower(this);
        reflection = new ReflectionFollower(this, wholeApplication);
        factories = new BeanFactories(this);
    }

    public Program program() {
        return program;
    }

    /** Returns what is written down. */
    public Ledger ledger() {
        return ledger;
    }

    public CallFollower calls() {
        return calls;
    }

    public ExternallyCreatedTypes externallyCreated() {
        return externallyCreated;
    }

    InstantiatedTypes instantiated() {
        return instantiated;
    }

    AnnotationFollower annotations() {
        return annotations;
    }

    public ReflectionFollower reflection() {
        return reflection;
    }

    public UnmanagedComponents unmanaged() {
        return unmanaged;
    }

    void readField(ClassFacts owner, FieldFacts field) {
        fields.read(owner, field);
    }

    void readEveryStatic() {
        fields.everyStatic();
    }

    /** Leaves something for later, so that no chain of code becomes a chain of calls here. */
    public void later(Runnable work) {
        later(ledger.trail().here(), work);
    }

    /** Leaves something for later that belongs to the place. */
    void later(@Nullable String place, Runnable work) {
        open.add(
                ledger.trail().isNoting()
                        ? () -> {
                            ledger.trail().from(place);
                            work.run();
                        }
                        : work);
    }

    /** Follows everything left and returns what was found. */
    public CodeFingerprint finish() {
        while (true) {
            Runnable next = open.poll();
            if (next == null && !fields.settle() && !reflection.settle() && !factories.settle()) {
                break;
            }
            if (next != null) {
                next.run();
            }
        }
        Set<String> live = new HashSet<>();
        instantiated.foreseen().forEach(type -> live.add(program.binaryName(type)));
        Map<String, List<String>> steps = ledger.trail().steps();
        return new CodeFingerprint(
                Manifest.digest(ledger.manifest().lines()),
                ledger.manifest().supplier(),
                ledger.externals(),
                live,
                reflection.wholeTypes(),
                ledger.warnings(),
                () -> steps,
                looksUpObjects,
                words);
    }

    /** Meets a method that something calls which is no code of the application. */
    public void method(DeclaredMethod target, @Nullable String exact) {
        reflection.enter(target.ref());
        called(target, exact);
    }

    /** Meets a method that reached code calls; {@code exact} is the class of the object it is called on, if known. */
    void called(DeclaredMethod target, @Nullable String exact) {
        String owner = target.owner().name();
        if (!program.application().contains(owner)) {
            return;
        }
        String place = ledger.trail().isNoting() ? nameOf(target) : "";
        ledger.trail().to(place);
        if (met.add(new Node(target.ref(), exact))) {
            later(place, () -> visit(target, exact));
        }
    }

    /** Returns the name of a method in manifests; a bridge is marked as one. */
    public String nameOf(DeclaredMethod target) {
        return program.names().nameOf(target.ref()) + (target.method().isBridge() ? " (bridge)" : "");
    }

    private void visit(DeclaredMethod target, @Nullable String exact) {
        if (visited.add(target.ref())) {
            visit(target);
        }
        MethodFacts method = target.method();
        if (!method.isNative() && !method.isAbstract()) {
            Program.Piece piece = piece(target);
            if (piece != null) {
                follow(piece, exact);
            }
        }
    }

    private void visit(DeclaredMethod target) {
        MethodFacts method = target.method();
        String owner = target.owner().name();
        String name = nameOf(target);
        initialise(owner);
        annotations.of(name, method.annotations());
        mention(method.descriptor());
        if (method.signature() != null) {
            mention(method.signature());
        }
        if (method.annotations().stream()
                .anyMatch(annotation -> annotation.type().equals(LOOKUP))) {
            lookUp();
            ledger.warn(
                    "not tracked: " + name + " gives a bean that Spring looks up, whose fields are part of the key only"
                            + " if it is a singleton");
        }
        if (method.isNative()) {
            untracked("native method " + name);
        } else if (method.isAbstract()) {
            calls.declared(target, name);
        } else {
            Program.Piece piece = piece(target);
            if (piece == null) {
                ledger.missing(owner);
            } else {
                ledger.manifest().add(piece.line());
            }
        }
    }

    private Program.@Nullable Piece piece(DeclaredMethod target) {
        return program.piece(target.ref(), () -> "body " + nameOf(target), () -> fragment(target));
    }

    /** Follows what a piece of code leads to; what another piece led to before is looked at again only to note it. */
    public void follow(Program.Piece piece, @Nullable String exact) {
        for (int number : piece.edges()) {
            if (!followed.get(number) || ledger.trail().isNoting()) {
                followed.set(number);
                follow(program.edge(number), null);
            }
        }
        piece.ofReceiver().forEach(edge -> follow(edge, exact));
    }

    private Code.@Nullable Fragment fragment(DeclaredMethod target) {
        Code code = program.bodies().of(target.ref());
        if (code == null) {
            return null;
        }
        return target.method().name().equals("<init>") ? program.initialisers().constructor(code) : code.whole();
    }

    void follow(Edge edge, @Nullable String exact) {
        if (edge instanceof Edge.Calls call) {
            calls.follow(call, exact);
        } else if (edge instanceof Edge.Accesses access) {
            fields.follow(access);
        } else if (edge instanceof Edge.Creates creates) {
            instantiated.add(creates.type());
            initialise(creates.type());
        } else if (edge instanceof Edge.Mentions mentions) {
            instantiated.addWithSubtypes(mentions.type());
        } else if (edge instanceof Edge.Tests tests) {
            instantiated.test(tests.type());
        } else if (edge instanceof Edge.Lambda lambda) {
            instantiated.add(lambda.type());
        } else if (edge instanceof Edge.LeaksThis) {
            leaks(exact);
        } else if (edge instanceof Edge.Catches) {
            // It may have others as its cause.
            externallyCreated.type("java/lang/Throwable");
        } else if (edge instanceof Edge.GivesToLibrary gives) {
            instantiated.escaped().give(gives.type(), gives.use());
        } else if (edge instanceof Edge.BecomesObject becomes) {
            instantiated.escaped().keep(becomes.type());
        } else if (edge instanceof Edge.GivesObject gives) {
            instantiated.escaped().giveObject(gives.use());
        } else if (edge instanceof Edge.CallsPluggedIn) {
            instantiated.escaped().callPluggedIn();
        } else if (edge instanceof Edge.BringsAnything) {
            externallyCreated.anything();
        } else if (edge instanceof Edge.Says says) {
            words.add(says.word());
        } else if (edge instanceof Edge.LooksUpManaged) {
            lookUp();
        } else if (edge instanceof Edge.HandsOut out) {
            handedOut(out.type());
            beansBelow(out.type());
        } else if (edge instanceof Edge.CallsManaged calls) {
            callsManaged(calls.type());
        } else if (edge instanceof Edge.UsesLibrary uses) {
            initialised.pinLibrary(uses.type());
        } else if (edge instanceof Edge.UsesResource uses) {
            new ResourceContent(program.application().source()).addTo(ledger.manifest(), uses.name());
        } else if (edge instanceof Edge.Untracked untracked) {
            untracked(untracked.what());
        } else {
            reflection.follow(edge, exact);
        }
    }

    private void lookUp() {
        unmanaged.markAllPresent();
        looksUp();
    }

    private void looksUp() {
        if (!looksUpObjects) {
            looksUpObjects = true;
            factories.lookUp();
        }
    }

    /** A library hands out an object of the type; if the container has one, that may be the one. */
    void handedOut(String type) {
        if (unmanaged.mayBeOfContainer(type)) {
            looksUp();
        }
    }

    /** Beans of the application's classes are handed out as objects of a library type, so that their code is called as a library would. */
    private void beansBelow(String type) {
        if (program.application().contains(type)) {
            return;
        }
        for (String below : program.application().below(type)) {
            if (unmanaged.mayBeOfContainer(below)) {
                looksUp();
                instantiated.add(below);
                instantiated.escaped().give(type, LibraryUse.CALLS);
            }
        }
    }

    private void callsManaged(String libraryType) {
        for (String below : program.application().below(libraryType)) {
            handedOut(below);
            unmanaged.whenPresent(below, () -> later(() -> instantiated.add(below)));
        }
        instantiated.escaped().give(libraryType, LibraryUse.CALLS);
    }

    /** Where {@code this} goes anywhere, whatever a library may call on it is reached. */
    void leaks(@Nullable String exact) {
        if (exact != null) {
            instantiated.add(exact);
        }
    }

    /** Meets the initialiser of a class and those of the classes that are initialised before it. */
    public void initialise(String type) {
        initialised.meet(type);
    }

    /** Meets the types in a descriptor or signature. */
    public void mention(String descriptor) {
        if (mentioned.add(descriptor)) {
            for (String type : Descriptors.classes(descriptor)) {
                if (program.application().contains(type)) {
                    instantiated.addWithSubtypes(type);
                }
            }
        }
    }

    /** Says that something cannot be followed, and makes sure that no other process has the same fingerprint. */
    public void untracked(String what) {
        externallyCreated.anything();
        instantiated.escaped().giveAnything();
        ledger.untracked(what);
    }
}
