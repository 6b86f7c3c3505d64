package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.callgraph.dispatch.Dispatch;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.callgraph.library.LibraryCalls;
import io.memo.fingerprint.callgraph.library.Persistence;
import io.memo.fingerprint.classfile.code.CallKind;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows calls. A call on {@code this} whose class is known goes to one method; any other virtual call may go to what
 * each class of the application below the named type makes of it. Where that is not the named method itself, a line says
 * so: the same bodies may stay reachable while another is chosen.
 */
public final class CallFollower {

    private final Reachability reach;
    private final Ledger ledger;
    private final Program program;
    private final Set<MethodRef> dispatches = new HashSet<>();

    CallFollower(Reachability reach) {
        this.reach = reach;
        ledger = reach.ledger();
        program = reach.program();
    }

    void follow(Edge.Calls call, @Nullable String exact) {
        MethodRef ref = call.method();
        if (ledger.facts(ref.owner()) == null) {
            return;
        }
        DeclaredMethod resolved = program.resolver().resolve(ref);
        String receiver = call.onThis() ? exact : null;
        switch (call.kind()) {
            case STATIC -> named(ref, resolved, null);
            case SPECIAL -> named(ref, resolved, ref.isConstructor() && !call.onThis() ? ref.owner() : receiver);
            default -> {
                if (receiver == null) {
                    reach.instantiated().addWithSubtypes(ref.owner());
                    dispatched(ref, resolved);
                } else {
                    select(receiver, ref, resolved);
                }
            }
        }
        if (call.kind() == CallKind.STATIC) {
            reach.initialise(resolved == null ? ref.owner() : resolved.owner().name());
        }
    }

    /** Follows a call to the method that the name means. */
    private void named(MethodRef ref, @Nullable DeclaredMethod resolved, @Nullable String exact) {
        if (resolved == null) {
            unresolved(ref);
            return;
        }
        moved(ref, resolved);
        reach.called(resolved, exact);
        leaksToLibrary(resolved, exact);
    }

    /** Follows a virtual call, of code that is not seen, on an object of exactly this class. */
    public void on(String receiver, MethodRef ref, @Nullable DeclaredMethod resolved) {
        reach.reflection().enter(ref);
        select(receiver, ref, resolved);
    }

    private void select(String receiver, MethodRef ref, @Nullable DeclaredMethod resolved) {
        DeclaredMethod selected = program.resolver().select(receiver, ref, resolved);
        if (selected == null) {
            dispatched(ref, resolved);
            return;
        }
        if (!selected.ref().equals(ref)) {
            ledger.manifest().add(program.dispatch().line(ref, receiver, selected));
        }
        reach.called(selected, receiver);
        leaksToLibrary(selected, receiver);
    }

    private void leaksToLibrary(DeclaredMethod target, @Nullable String exact) {
        if (!program.application().contains(target.owner().name()) && !LibraryCalls.leavesReceiverAlone(target.ref())) {
            reach.leaks(exact);
        }
    }

    /** Follows a virtual call, of code that is not seen, on any object of the named type. */
    public void dispatch(MethodRef ref, @Nullable DeclaredMethod resolved) {
        reach.reflection().enter(ref);
        dispatched(ref, resolved);
    }

    private void dispatched(MethodRef ref, @Nullable DeclaredMethod resolved) {
        if (!dispatches.add(ref)) {
            if (ledger.trail().isNoting()) {
                program.dispatch().of(ref, resolved).stream()
                        .filter(choice ->
                                choice.receiver() == null || !reach.unmanaged().isAbsent(choice.receiver()))
                        .forEach(this::note);
            }
            return;
        }
        if (resolved == null) {
            unresolved(ref);
        } else {
            moved(ref, resolved);
        }
        program.application().subtypes(ref.owner()).forEach(ledger::facts);
        if (resolved == null
                || (resolved.method().isAbstract() && resolved.owner().isInterface())) {
            // A lambda may implement it, or a class that is not foreseen, and hand to a library what it is given.
            reach.instantiated().escaped().taken(ref.descriptor());
        }
        String place = ledger.trail().here();
        for (Dispatch.Choice choice : program.dispatch().of(ref, resolved)) {
            if (choice.receiver() == null) {
                chosen(choice);
            } else {
                reach.unmanaged().whenPresent(choice.receiver(), () -> reach.later(place, () -> chosen(choice)));
            }
        }
    }

    /** Follows a call of code that is not seen. */
    void follow(Dispatch.Choice choice) {
        reach.reflection().enter(choice.target().ref());
        chosen(choice);
    }

    private void chosen(Dispatch.Choice choice) {
        if (choice.line() != null) {
            ledger.manifest().add(choice.line());
        }
        reach.called(choice.target(), null);
    }

    /** A call that was followed before leads from here as well. */
    private void note(Dispatch.Choice choice) {
        if (program.application().contains(choice.target().owner().name())) {
            ledger.trail().to(reach.nameOf(choice.target()));
        }
    }

    private void moved(MethodRef ref, DeclaredMethod resolved) {
        if (!resolved.owner().name().equals(ref.owner())) {
            ledger.manifest()
                    .add("call", program.names().nameOf(ref), program.names().nameOf(resolved.ref()));
        }
    }

    private void unresolved(MethodRef ref) {
        String name = program.names().nameOf(ref);
        ledger.warn("not tracked: " + name + " is called but not declared by any class that can be read");
        ledger.manifest().add("call", name, "unresolved");
    }

    /**
     * Meets a method without a body. If its type is implemented by something that the application does not show, that is
     * made from the declaration: its annotations (met in any case), its generic types, the classes that it takes and returns.
     */
    void declared(DeclaredMethod target, String name) {
        reach.annotations().ofOverridden(target);
        if (reach.unmanaged().mayBeProxy(target.owner().name())) {
            Descriptors.classes(Descriptors.returned(target.method().descriptor()))
                    .forEach(reach::handedOut);
        }
        if (!program.dispatch().isImplementedElsewhere(target.owner(), reach.unmanaged())) {
            return;
        }
        MethodFacts method = target.method();
        reach.externallyCreated().declared(method.descriptor(), method.signature());
        Descriptors.classes(Descriptors.returned(method.descriptor())).forEach(reach::handedOut);
        String declaration = method.signature() == null ? method.descriptor() : method.signature();
        ledger.manifest().add("declaration", name, declaration);
        boolean persists = new Persistence(program.application()).isRepository(target.owner());
        for (String type : Descriptors.classes(method.descriptor() + declaration)) {
            if (persists) {
                reach.reflection().persisted().add(type);
            } else {
                reach.reflection().handOver(type);
            }
        }
    }
}
