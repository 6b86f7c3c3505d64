package io.memo.fingerprint.callgraph.reach;

import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.callgraph.edges.Edge;
import io.memo.fingerprint.callgraph.library.LibraryTypes;
import io.memo.fingerprint.classfile.facts.ClassFacts;
import io.memo.fingerprint.classfile.facts.Descriptors;
import io.memo.fingerprint.classfile.facts.FieldFacts;
import io.memo.fingerprint.classfile.facts.MethodFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application classes of which objects may arrive ready-made: beans, arguments, what lies in statics and in the
 * fields of any of these. Of all others there are only the objects that reached code makes, by constructors that are
 * reached. Where a library may bring objects that it did not get from reached code, anything may arrive.
 */
public final class ExternallyCreatedTypes {

    private static final Pattern CLASS_NAME = Pattern.compile("L[^;<>]+");

    private final Application application;
    private final Consumer<String> becomesObject;
    private final Set<String> types = new HashSet<>();
    private final Set<String> met = new HashSet<>();
    private boolean anything;

    /** @param becomesObject is told the types of objects that libraries have or that become mere objects by arriving */
    ExternallyCreatedTypes(Application application, Consumer<String> becomesObject) {
        this.application = application;
        this.becomesObject = becomesObject;
    }

    /** Any object may arrive. */
    void anything() {
        anything = true;
    }

    /** An object of the class arrives, or of one below it. */
    public void type(String name) {
        if (met.add(name)) {
            Set<String> below = application.contains(name) ? application.subtypes(name) : application.below(name);
            for (String type : below) {
                if (types.add(type)) {
                    addReturned(type);
                }
            }
        }
    }

    /** What an interface without a body returns may be made by something that is not reached. */
    private void addReturned(String type) {
        ClassFacts facts = application.facts(type);
        List<MethodFacts> methods = facts == null ? List.of() : facts.methods();
        for (MethodFacts method : methods) {
            if (method.isAbstract()) {
                String signature = method.signature();
                arrives(
                        Descriptors.returned(method.descriptor()),
                        signature == null ? null : signature.substring(signature.indexOf(')') + 1));
            }
        }
    }

    /** A value arrives, of which the descriptor and the generic type are declared. */
    public void declared(String descriptor, @Nullable String signature) {
        giveHeld(descriptor, signature);
        arrives(descriptor, signature);
    }

    private void arrives(String descriptor, @Nullable String signature) {
        if (signature != null && isOpen(signature)) {
            anything = true;
            return;
        }
        for (String name : Descriptors.classes(signature == null ? descriptor : signature)) {
            boolean holdsUnknown = signature == null && !LibraryTypes.holdNothing(name);
            if (name.equals("java/lang/Object") || (!application.contains(name) && holdsUnknown)) {
                anything = true;
                return;
            }
            type(name);
        }
    }

    /** What libraries' containers hold when they arrive is what libraries have, and so is what is a mere object. */
    private void giveHeld(String descriptor, @Nullable String signature) {
        for (String type : Descriptors.classes(descriptor)) {
            if (type.equals(Edge.ANY_OBJECT)) {
                becomesObject.accept(type);
            } else if ((signature == null || isOpen(signature)) && LibraryTypes.isRawHolder(type)) {
                becomesObject.accept(Edge.ANY_OBJECT);
            }
        }
        if (signature != null) {
            Descriptors.arguments(signature).forEach(becomesObject);
        }
    }

    /** Returns whether a generic type leaves open what it holds: by a type variable or a wildcard. */
    private static boolean isOpen(String signature) {
        String rest = CLASS_NAME.matcher(signature).replaceAll("");
        return rest.indexOf('T') >= 0 || rest.indexOf('*') >= 0;
    }

    /** The field's value arrives. */
    void field(FieldFacts field) {
        declared(field.descriptor(), field.signature());
    }

    /** The value of a static variable of a library arrives. */
    void libraryField(FieldFacts field) {
        arrives(field.descriptor(), field.signature());
    }

    /** Returns whether an object that has the fields of the class may arrive. */
    boolean include(String type) {
        return anything || application.subtypes(type).stream().anyMatch(types::contains);
    }
}
