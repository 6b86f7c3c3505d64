package io.memo.fingerprint.callgraph.identity;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.GenericSignatures;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Enclosure;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes down what reflection shows of a class besides code: modifiers, members and generic types. */
public final class DeclarationText {

    private static final int VISIBILITY = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE;
    private static final int OF_CLASS = VISIBILITY | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;
    private static final int OF_FIELD =
            VISIBILITY | Modifier.STATIC | Modifier.FINAL | Modifier.TRANSIENT | Modifier.VOLATILE;

    private DeclarationText() {}

    /** Returns whether reflection shows the field and a source text stands behind it. */
    public static boolean isShown(FieldFacts field) {
        return (field.access() & 0x1000) == 0;
    }

    /** Returns the modifiers of the class and all its members, whatever their order. */
    public static String of(ClassFacts facts, CanonicalNames names) {
        GenericSignatures generics = new GenericSignatures(facts, names::nameOf);
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
    public static String genericSupertypes(ClassFacts facts, CanonicalNames names) {
        return new GenericSignatures(facts, names::nameOf).supertypes();
    }

    /** Returns the names of the member classes of a type, separated by commas. */
    public static String memberClasses(String type, Application application, CanonicalNames names) {
        List<String> members = new ArrayList<>();
        for (String name : application.classes()) {
            ClassFacts facts = name.startsWith(type + "$") ? application.facts(name) : null;
            Enclosure enclosure = facts == null ? null : facts.enclosure();
            if (enclosure != null && !enclosure.local() && enclosure.owner().equals(type)) {
                members.add(names.nameOf(name));
            }
        }
        return String.join(", ", members);
    }
}
