package io.memo.fingerprint.classfile.facts;

import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class declares, without the bodies of its methods.
 *
 * @param name its internal name
 * @param access its flags, with those that only the table of nested classes has
 * @param superName the internal name of its superclass, null for {@code java/lang/Object}
 * @param interfaces the internal names of its direct interfaces
 * @param signature its generic type, if it has one
 * @param enclosure where it is declared, if it is nested
 * @param permitted the permitted subtypes of a sealed type, else empty
 * @param annotations those visible at run time, its record components' included
 * @param fields in order of declaration
 * @param methods in order of declaration
 */
public record ClassFacts(
        String name,
        int access,
        @Nullable String superName,
        List<String> interfaces,
        @Nullable String signature,
        @Nullable Enclosure enclosure,
        List<String> permitted,
        List<Annotation> annotations,
        List<FieldFacts> fields,
        List<MethodFacts> methods) {

    private static final int ENUM = 0x4000;
    private static final int ANNOTATION = 0x2000;
    private static final int SYNTHETIC = 0x1000;

    /** Returns whether it is an interface. */
    public boolean isInterface() {
        return Modifier.isInterface(access);
    }

    /** Returns whether an object can have exactly this class. */
    public boolean isConcrete() {
        return !isInterface() && !Modifier.isAbstract(access);
    }

    /** Returns whether it is an enum or the body of an enum constant. */
    public boolean isEnum() {
        return (access & ENUM) != 0;
    }

    /** Returns whether it is an annotation type. */
    public boolean isAnnotation() {
        return (access & ANNOTATION) != 0;
    }

    /** Returns whether no source text stands behind it. */
    public boolean isSynthetic() {
        return (access & SYNTHETIC) != 0;
    }

    /** Returns the method that it declares itself, or null. */
    public @Nullable MethodFacts method(String methodName, String descriptor) {
        for (MethodFacts method : methods) {
            if (method.is(methodName, descriptor)) {
                return method;
            }
        }
        return null;
    }

    /** Returns the field that it declares itself, or null. */
    public @Nullable FieldFacts field(String fieldName, String descriptor) {
        for (FieldFacts field : fields) {
            if (field.name().equals(fieldName) && field.descriptor().equals(descriptor)) {
                return field;
            }
        }
        return null;
    }
}
