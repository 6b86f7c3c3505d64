package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.classfile.ClassFacts;
import io.memo.fingerprint.classfile.FieldFacts;
import io.memo.fingerprint.classfile.Generics;
import io.memo.fingerprint.classfile.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** Writes down what reflection shows of a class besides code: modifiers, members and generic types. */
final class Declarations {

    private static final int VISIBILITY = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE;
    private static final int OF_CLASS = VISIBILITY | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
    private static final int OF_FIELD =
            VISIBILITY | Modifier.STATIC | Modifier.FINAL | Modifier.TRANSIENT | Modifier.VOLATILE;

    private Declarations() {}

    /** Returns whether reflection shows the field and a source text stands behind it. */
    static boolean isShown(FieldFacts field) {
        return (field.access() & 0x1000) == 0;
    }

    /** Returns the modifiers of the class and all its members, whatever their order. */
    static String of(ClassFacts facts, Places places) {
        Generics generics = new Generics(facts, places::nameOf);
        Set<String> members = new TreeSet<>();
        for (FieldFacts field : facts.fields()) {
            if (isShown(field)) {
                // Objects written under another version cannot be read.
                String version =
                        field.name().equals("serialVersionUID") && field.isStatic() ? " = " + field.constant() : "";
                members.add(modifiers(field.access() & OF_FIELD)
                        + generics.member(field.descriptor(), field.signature()) + " " + field.name() + version);
            }
        }
        for (MethodFacts method : facts.methods()) {
            if (!method.isSynthetic() && !method.name().equals("<clinit>")) {
                members.add(modifiers(method.access() & OF_CLASS)
                        + (method.name().equals("<init>") ? "new" : method.name())
                        + generics.member(method.descriptor(), method.signature()));
            }
        }
        int flags = facts.access() & OF_CLASS;
        members.add("the modifiers " + (flags == 0 ? "none" : Modifier.toString(flags)));
        return String.join(", ", members);
    }

    private static String modifiers(int flags) {
        return flags == 0 ? "" : Modifier.toString(flags) + " ";
    }

    /** Returns the generic supertypes of a class, empty if it has none. */
    static String genericSupertypes(ClassFacts facts, Places places) {
        return new Generics(facts, places::nameOf).supertypes();
    }
}
