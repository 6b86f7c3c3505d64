package io.memo.fingerprint.classfile.facts;

import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that a class declares.
 *
 * @param access its flags
 * @param name its name
 * @param descriptor the descriptor of its type
 * @param signature its generic type, if it has one
 * @param constant its constant value, if the class file has one
 * @param annotations those visible at run time
 */
public record FieldFacts(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object constant,
        List<Annotation> annotations) {

    /** Returns whether it is static. */
    public boolean isStatic() {
        return Modifier.isStatic(access);
    }

    /** Returns the internal names of all classes in its declared type and in its generic type. */
    public List<String> classes() {
        return Descriptors.classes(descriptor + (signature == null ? "" : signature));
    }

    /** Returns whether every reader sees the same compile-time constant. */
    public boolean isConstant() {
        return constant != null && Modifier.isFinal(access) && isStatic();
    }
}
