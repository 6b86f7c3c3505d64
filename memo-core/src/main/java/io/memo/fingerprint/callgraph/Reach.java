package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ManagedClasses;
import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.Descriptors;
import io.memo.fingerprint.classfile.FieldFacts;
import io.memo.fingerprint.classfile.MethodFacts;
import io.memo.fingerprint.classfile.MethodRef;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows links from some roots until nothing is new, and writes down what it meets. Everything met is a set and the order
 * of meeting never counts, so recursion needs no care. Used once.
 */
final class Reach {

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
    private final Absent absent;
    private final Calls calls;
    private final Arrivals arrivals;
    private final Fields fields;
    private final LiveTypes liveTypes;
    private final Annotations annotations;
    private final Reflection reflection;

    /** Follows without knowing what a container holds. */
    Reach(Program program) {
        this(program, null, false);
    }

    /**
     * @param managed the classes of which a container has objects, null if they are not known
     * @param noting whether to note what leads to what
     */
    Reach(Program program, @Nullable ManagedClasses managed, boolean noting) {
        this(program, false, managed, noting);
    }

    /** Follows all code of the application. */
    static Reach whole(Program program) {
        Reach reach = new Reach(program, true, null, false);
        reach.arrivals.anything();
        reach.liveTypes.given().giveAnything();
        program.application().classes().forEach(reach.reflection::whole);
        return reach;
    }

    /** A method, with the class of {@code this} where that is known exactly. */
    private record Node(MethodRef method, @Nullable String exact) {}

    private Reach(Program program, boolean wholeApplication, @Nullable ManagedClasses managed, boolean noting) {
        this.program = program;
        ledger = new Ledger(program, noting);
        absent = new Absent(program.application(), program.containerMade(), managed);
        initialised = new InitialisedClasses(
                program, ledger, (name, piece) -> later(name, () -> follow(piece, null)), this::untracked);
        calls = new Calls(this);
        fields = new Fields(this);
        liveTypes = new LiveTypes(this);
        arrivals = new Arrivals(program.application(), liveTypes.given()::keep);
        annotations = new Annotations(this);
        reflection = new Reflection(this, wholeApplication);
    }

    Program program() {
        return program;
    }

    /** Returns what is written down. */
    Ledger ledger() {
        return ledger;
    }

    Calls calls() {
        return calls;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    LiveTypes liveTypes() {
        return liveTypes;
    }

    Annotations annotations() {
        return annotations;
    }

    Reflection reflection() {
        return reflection;
    }

    Absent absent() {
        return absent;
    }

    void readField(ClassFacts owner, FieldFacts field) {
        fields.read(owner, field);
    }

    void readEveryStatic() {
        fields.everyStatic();
    }

    /** Leaves something for later, so that no chain of code becomes a chain of calls here. */
    void later(Runnable work) {
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
    CodeFingerprint finish() {
        while (true) {
            Runnable next = open.poll();
            if (next == null && !fields.settle() && !reflection.settle()) {
                break;
            }
            if (next != null) {
                next.run();
            }
        }
        Set<String> live = new HashSet<>();
        liveTypes.foreseen().forEach(type -> live.add(program.binaryName(type)));
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
    void method(Target target, @Nullable String exact) {
        reflection.enter(target.ref());
        called(target, exact);
    }

    /** Meets a method that reached code calls; {@code exact} is the class of the object it is called on, if known. */
    void called(Target target, @Nullable String exact) {
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

    String nameOf(Target target) {
        return program.places().nameOf(target.ref()) + (target.method().isBridge() ? " (bridge)" : "");
    }

    private void visit(Target target, @Nullable String exact) {
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

    private void visit(Target target) {
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
            ledger.warn("not tracked: " + name + " gives a bean that Spring looks up, whose fields are part of the key only"
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

    private Program.@Nullable Piece piece(Target target) {
        return program.piece(target.ref(), () -> "body " + nameOf(target), () -> fragment(target));
    }

    /** Follows what a piece of code leads to; what another piece led to before is looked at again only to note it. */
    void follow(Program.Piece piece, @Nullable String exact) {
        for (int number : piece.links()) {
            if (!followed.get(number) || ledger.trail().isNoting()) {
                followed.set(number);
                follow(program.link(number), null);
            }
        }
        piece.ofReceiver().forEach(link -> follow(link, exact));
    }

    private Code.@Nullable Fragment fragment(Target target) {
        Code code = program.codes().of(target.ref());
        if (code == null) {
            return null;
        }
        return target.method().name().equals("<init>") ? program.initialisers().constructor(code) : code.whole();
    }

    void follow(Link link, @Nullable String exact) {
        if (link instanceof Link.Calls call) {
            calls.follow(call, exact);
        } else if (link instanceof Link.Accesses access) {
            fields.follow(access);
        } else if (link instanceof Link.Creates creates) {
            liveTypes.add(creates.type());
            initialise(creates.type());
        } else if (link instanceof Link.Mentions mentions) {
            liveTypes.addWithSubtypes(mentions.type());
        } else if (link instanceof Link.Tests tests) {
            liveTypes.test(tests.type());
        } else if (link instanceof Link.Lambda lambda) {
            liveTypes.add(lambda.type());
        } else if (link instanceof Link.LeaksThis) {
            leaks(exact);
        } else if (link instanceof Link.Catches) {
            // It may have others as its cause.
            arrivals.type("java/lang/Throwable");
        } else if (link instanceof Link.GivesToLibrary gives) {
            liveTypes.given().give(gives.type(), gives.use());
        } else if (link instanceof Link.BecomesObject becomes) {
            liveTypes.given().keep(becomes.type());
        } else if (link instanceof Link.GivesObject gives) {
            liveTypes.given().giveObject(gives.use());
        } else if (link instanceof Link.CallsPluggedIn) {
            liveTypes.given().callPluggedIn();
        } else if (link instanceof Link.BringsAnything) {
            arrivals.anything();
        } else if (link instanceof Link.Says says) {
            words.add(says.word());
        } else if (link instanceof Link.LooksUpManaged) {
            lookUp();
        } else if (link instanceof Link.UsesLibrary uses) {
            initialised.pinLibrary(uses.type());
        } else if (link instanceof Link.UsesResource uses) {
            new Resources(program.application().source()).addTo(ledger.manifest(), uses.name());
        } else if (link instanceof Link.Untracked untracked) {
            untracked(untracked.what());
        } else {
            reflection.follow(link, exact);
        }
    }

    private void lookUp() {
        looksUpObjects = true;
        absent.bringAll();
    }

    /** A library hands out an object of the type; if the container has one, that may be the one. */
    void handedOut(String type) {
        looksUpObjects |= absent.mayBeOfContainer(type);
    }

    /** Where {@code this} goes anywhere, whatever a library may call on it is reached. */
    void leaks(@Nullable String exact) {
        if (exact != null) {
            liveTypes.add(exact);
        }
    }

    /** Meets the initialiser of a class and those of the classes that are initialised before it. */
    void initialise(String type) {
        initialised.meet(type);
    }

    /** Meets the types in a descriptor or signature. */
    void mention(String descriptor) {
        if (mentioned.add(descriptor)) {
            for (String type : Descriptors.classes(descriptor)) {
                if (program.application().contains(type)) {
                    liveTypes.addWithSubtypes(type);
                }
            }
        }
    }

    /** Says that something cannot be followed, and makes sure that no other process has the same fingerprint. */
    void untracked(String what) {
        arrivals.anything();
        liveTypes.given().giveAnything();
        ledger.untracked(what);
    }
}
