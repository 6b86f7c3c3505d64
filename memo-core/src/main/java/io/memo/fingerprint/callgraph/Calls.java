package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.CallKind;
import io.memo.fingerprint.classfile.Descriptors;
import io.memo.fingerprint.classfile.MethodFacts;
import io.memo.fingerprint.classfile.MethodRef;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows calls. A call on {@code this} whose class is known goes to one method; any other virtual call may go to what
 * each class of the application below the named type makes of it. Where that is not the named method itself, a line says
 * so: the same bodies may stay reachable while another is chosen.
 */
final class Calls {

    private final Reach reach;
    private final Ledger ledger;
    private final Program program;
    private final Set<MethodRef> dispatches = new HashSet<>();

    Calls(Reach reach) {
        this.reach = reach;
        ledger = reach.ledger();
        program = reach.program();
    }

    void follow(Link.Calls call, @Nullable String exact) {
        MethodRef ref = call.method();
        if (ledger.facts(ref.owner()) == null) {
            return;
        }
        Target resolved = program.resolver().resolve(ref);
        String receiver = call.onThis() ? exact : null;
        switch (call.kind()) {
            case STATIC -> named(ref, resolved, null);
            case SPECIAL -> named(ref, resolved, ref.isConstructor() && !call.onThis() ? ref.owner() : receiver);
            default -> {
                if (receiver == null) {
                    reach.liveTypes().addWithSubtypes(ref.owner());
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
    private void named(MethodRef ref, @Nullable Target resolved, @Nullable String exact) {
        if (resolved == null) {
            unresolved(ref);
            return;
        }
        moved(ref, resolved);
        reach.called(resolved, exact);
        leaksToLibrary(resolved, exact);
    }

    /** Follows a virtual call, of code that is not seen, on an object of exactly this class. */
    void on(String receiver, MethodRef ref, @Nullable Target resolved) {
        reach.reflection().enter(ref);
        select(receiver, ref, resolved);
    }

    private void select(String receiver, MethodRef ref, @Nullable Target resolved) {
        Target selected = program.resolver().select(receiver, ref, resolved);
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

    private void leaksToLibrary(Target target, @Nullable String exact) {
        if (!program.application().contains(target.owner().name()) && !LibraryCalls.leavesReceiverAlone(target.ref())) {
            reach.leaks(exact);
        }
    }

    /** Follows a virtual call, of code that is not seen, on any object of the named type. */
    void dispatch(MethodRef ref, @Nullable Target resolved) {
        reach.reflection().enter(ref);
        dispatched(ref, resolved);
    }

    private void dispatched(MethodRef ref, @Nullable Target resolved) {
        if (!dispatches.add(ref)) {
            if (ledger.trail().isNoting()) {
                program.dispatch().of(ref, resolved).stream()
                        .filter(choice ->
                                choice.receiver() == null || !reach.absent().isAbsent(choice.receiver()))
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
            reach.liveTypes().given().taken(ref.descriptor());
        }
        String place = ledger.trail().here();
        for (Dispatch.Choice choice : program.dispatch().of(ref, resolved)) {
            if (choice.receiver() == null) {
                chosen(choice);
            } else {
                reach.absent().whenPresent(choice.receiver(), () -> reach.later(place, () -> chosen(choice)));
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

    private void moved(MethodRef ref, Target resolved) {
        if (!resolved.owner().name().equals(ref.owner())) {
            ledger.manifest()
                    .add("call", program.places().nameOf(ref), program.places().nameOf(resolved.ref()));
        }
    }

    private void unresolved(MethodRef ref) {
        String name = program.places().nameOf(ref);
        ledger.warn("not tracked: " + name + " is called but not declared by any class that can be read");
        ledger.manifest().add("call", name, "unresolved");
    }

    /**
     * Meets a method without a body. If its type is implemented by something that the application does not show, that is
     * made from the declaration: its annotations (met in any case), its generic types, the classes that it takes and returns.
     */
    void declared(Target target, String name) {
        reach.annotations().ofOverridden(target);
        if (!program.dispatch().isImplementedElsewhere(target.owner(), reach.absent())) {
            return;
        }
        MethodFacts method = target.method();
        reach.arrivals().declared(method.descriptor(), method.signature());
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
