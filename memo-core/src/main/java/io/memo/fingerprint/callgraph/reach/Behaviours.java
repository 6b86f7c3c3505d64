package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.callgraph.classes.DeclaredMethod;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that may be called on an object of exactly one type, whoever calls it. */
public final class Behaviours {

    private Behaviours() {}

    /**
     * Returns the code of a type.
     *
     * @param ofLambda whether the object is one of the lambdas of the class, not one of the class itself
     * @param withHeld whether the objects that the type's fields hold count as being at hand
     */
    public static CodeFingerprint of(Program program, String type, boolean ofLambda, boolean withHeld) {
        Reachability reach = new Reachability(program);
        reach.externallyCreated().anything();
        reach.instantiated().escaped().giveAnything();
        ClassFacts facts = reach.ledger().facts(type);
        if (facts != null && ofLambda) {
            // Which of the class's lambdas it is cannot be told, so all that the class holds counts.
            reach.reflection().whole(type);
            for (MethodFacts method : facts.methods()) {
                if (method.isSynthetic() && method.isPrivate()) {
                    reach.method(new DeclaredMethod(facts, method), null);
                }
            }
        } else if (facts != null) {
            reachWhole(reach, type);
            if (withHeld) {
                mentionHeld(reach, type);
            }
        }
        return reach.finish();
    }

    private static void mentionHeld(Reachability reach, String type) {
        for (String owner : withSupertypes(reach.program(), type)) {
            ClassFacts at = reach.ledger().facts(owner);
            List<FieldFacts> fields = at == null ? List.of() : at.fields();
            fields.stream().filter(field -> !field.isStatic()).forEach(field -> {
                reach.mention(field.descriptor());
                if (field.signature() != null) {
                    reach.mention(field.signature());
                }
            });
        }
    }

    /** Reaches all methods that may be called on an object of exactly this type. */
    public static void reachWhole(Reachability reach, String type) {
        reach.instantiated().add(type);
        for (String owner : withSupertypes(reach.program(), type)) {
            ClassFacts at = reach.ledger().facts(owner);
            if (at != null) {
                at.methods().stream()
                        .filter(MethodFacts::isDispatched)
                        .forEach(method -> reach.calls()
                                .on(
                                        type,
                                        new MethodRef(type, method.name(), method.descriptor()),
                                        new DeclaredMethod(at, method)));
            }
        }
    }

    private static Set<String> withSupertypes(Program program, String type) {
        Set<String> all = new LinkedHashSet<>(program.application().supertypes(type));
        all.add(type);
        all.removeIf(name -> !program.application().contains(name));
        return all;
    }
}
