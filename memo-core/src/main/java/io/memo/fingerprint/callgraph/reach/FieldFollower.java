package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.ExternalVariable;
import io.memo.fingerprint.callgraph.bodies.EnumState;
import io.memo.fingerprint.callgraph.classes.Resolver;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.classfile.code.FieldRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.ConstantText;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows accesses to fields: which of them are external variables, and the code that gives them their values. */
final class FieldFollower {

    private static final int SYNTHETIC = 0x1000;
    private static final int ENUM_CONSTANT = 0x4000;
    private static final String IGNORED = "io/memo/MemoIgnore";

    private final Reachability reach;
    private final Ledger ledger;
    private final Program program;
    private final Map<Edge.Accesses, @Nullable String> met = new HashMap<>();
    private final Set<FieldRef> read = new HashSet<>();
    private final List<Resolver.FoundField> waiting = new ArrayList<>();

    FieldFollower(Reachability reach) {
        this.reach = reach;
        ledger = reach.ledger();
        program = reach.program();
    }

    void follow(Edge.Accesses access) {
        if (met.containsKey(access)) {
            String known = met.get(access);
            if (known != null) {
                ledger.trail().to(known);
            }
            return;
        }
        met.put(access, null);
        FieldRef ref = access.field();
        boolean named = program.application().contains(ref.owner());
        if (named && !access.isStatic() && !access.onThis()) {
            reach.instantiated().addWithSubtypes(ref.owner());
        }
        Resolver.@Nullable FoundField found = program.resolver().resolve(ref);
        if (found == null) {
            if (named && ledger.facts(ref.owner()) != null) {
                ledger.warn("not tracked: field " + nameOf(ref) + " is not declared by any class that can be read");
                ledger.manifest().add("field", nameOf(ref), "unresolved");
            }
            return;
        }
        FieldRef declared = ref.in(found.owner().name());
        if (named && !declared.equals(ref)) {
            ledger.manifest().add("field", nameOf(ref), nameOf(declared));
        }
        if (!program.application().contains(declared.owner())) {
            warnOfLibraryState(access, found);
            if (access.isRead()) {
                reach.externallyCreated().libraryField(found.field());
            }
            return;
        }
        if (found.field().isConstant()) {
            Object constant = found.field().constant();
            ledger.manifest().add("constant", nameOf(declared), constant == null ? "" : ConstantText.of(constant));
            return;
        }
        if (access.isStatic()) {
            reach.initialise(declared.owner());
        }
        if (access.isRead()) {
            read(found.owner(), found.field());
            if (isVariable(found.field())) {
                String variable = variable(found.owner(), found.field()).toString();
                met.put(access, variable);
                ledger.trail().to(variable);
            }
        }
    }

    /** Meets a field of the application that is read. */
    void read(ClassFacts owner, FieldFacts field) {
        if (!read.add(new FieldRef(owner.name(), field.name(), field.descriptor()))) {
            return;
        }
        if (isVariable(field)) {
            external(owner, field);
            constantsWith(owner, field);
        }
        FieldRef ref = new FieldRef(owner.name(), field.name(), field.descriptor());
        reach.annotations().of(nameOf(ref), field.annotations());
        reach.mention(field.descriptor());
        if (field.signature() != null) {
            reach.mention(field.signature());
        }
        if (field.isStatic()) {
            initialisers(owner, field);
            if (!isOfCompiler(field)) {
                reach.externallyCreated().field(field);
            }
        } else {
            waiting.add(new Resolver.FoundField(owner, field));
        }
    }

    private static boolean isVariable(FieldFacts field) {
        return !(field.isStatic() && isOfCompiler(field))
                && field.annotations().stream()
                        .noneMatch(annotation -> annotation.type().equals(IGNORED));
    }

    private void initialisers(ClassFacts owner, FieldFacts field) {
        String place = isVariable(field)
                ? variable(owner, field).toString()
                : ledger.trail().here();
        String name = nameOf(new FieldRef(owner.name(), field.name(), field.descriptor()));
        for (Program.Piece piece : program.initialisersOf(owner, field, "initialiser " + name)) {
            ledger.manifest().add(piece.line());
            // A lambda that it makes may hold on to what it was given.
            reach.externallyCreated()
                    .declared(piece.method().descriptor(), piece.method().signature());
            reach.later(place, () -> reach.follow(piece, null));
        }
    }

    /**
     * Meets the initialisers of fields that objects made elsewhere may have, by constructors that are not reached. Returns
     * whether there may be more to follow now.
     */
    boolean settle() {
        boolean more = false;
        List<Resolver.FoundField> open = List.copyOf(waiting);
        waiting.clear();
        for (Resolver.FoundField found : open) {
            if (!reach.externallyCreated().include(found.owner().name())) {
                waiting.add(found);
            } else {
                more = true;
                reach.externallyCreated().field(found.field());
                initialisers(found.owner(), found.field());
            }
        }
        return more;
    }

    /** Meets all statics of the application: code that cannot be followed may read any. */
    void everyStatic() {
        for (String type : program.application().classes()) {
            ClassFacts owner = program.application().facts(type);
            List<FieldFacts> fields = owner == null ? List.of() : owner.fields();
            for (FieldFacts field : fields) {
                if (owner != null && !field.isStatic()) {
                    constantsWith(owner, field);
                } else if (owner != null && !isOfCompiler(field) && !isFixed(field)) {
                    ledger.external(variable(owner, field).assumed());
                }
            }
        }
    }

    /** A final primitive or string never changes, and the code that made it is known. */
    private static boolean isFixed(FieldFacts field) {
        return Modifier.isFinal(field.access())
                && (field.descriptor().length() == 1 || field.descriptor().equals("Ljava/lang/String;"));
    }

    private static boolean isOfCompiler(FieldFacts field) {
        return (field.access() & (SYNTHETIC | ENUM_CONSTANT)) != 0;
    }

    private void external(ClassFacts owner, FieldFacts field) {
        ledger.external(variable(owner, field));
    }

    private static ExternalVariable variable(ClassFacts owner, FieldFacts field) {
        return new ExternalVariable(owner.name().replace('/', '.'), field.name(), field.isStatic());
    }

    /** No object leads to the constants of an enum, and an argument counts by its name only. */
    private void constantsWith(ClassFacts owner, FieldFacts field) {
        ClassFacts type = new EnumState(program.application(), program.bodies()).enumWith(owner, field);
        if (type != null) {
            EnumState.constants(type).forEach(constant -> external(type, constant));
        }
    }

    private void warnOfLibraryState(Edge.Accesses access, Resolver.FoundField found) {
        if (!access.isStatic() || !access.isRead()) {
            return;
        }
        String name =
                found.owner().name().replace('/', '.') + "." + found.field().name();
        if (!Modifier.isFinal(found.field().access())) {
            ledger.warn("not tracked: " + name + " is a variable of a library");
        } else if (program.libraryObjects().mayChange(found.owner(), found.field())) {
            ledger.warn("not tracked: what " + name + " holds, an object of a library that can change");
        }
    }

    private String nameOf(FieldRef field) {
        return program.names().nameOf(field.owner()) + "." + field.name();
    }
}
