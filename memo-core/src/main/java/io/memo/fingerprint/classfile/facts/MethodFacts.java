package io.memo.fingerprint.classfile.facts;

import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that a class declares, without its body.
 *
 * @param access its flags
 * @param name its name
 * @param descriptor its descriptor
 * @param signature its generic type, if it has one
 * @param annotations those visible at run time, its parameters' and, of an annotation type, the default value included
 */
public record MethodFacts(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        List<Annotation> annotations) {

    private static final int SYNTHETIC = 0x1000;
    private static final int BRIDGE = 0x40;

    /** Returns whether it is static. */
    public boolean isStatic() {
        return Modifier.isStatic(access);
    }

    /** Returns whether it is private. */
    public boolean isPrivate() {
        return Modifier.isPrivate(access);
    }

    /** Returns whether it has no body because it is abstract. */
    public boolean isAbstract() {
        return Modifier.isAbstract(access);
    }

    /** Returns whether its body is outside the virtual machine. */
    public boolean isNative() {
        return Modifier.isNative(access);
    }

    /** Returns whether no source text stands behind it. */
    public boolean isSynthetic() {
        return (access & SYNTHETIC) != 0;
    }

    /** Returns whether a compiler made it to lead from an erased descriptor to another method. */
    public boolean isBridge() {
        return (access & BRIDGE) != 0;
    }

    /** Returns whether it can be chosen for a virtual call. */
    public boolean isDispatched() {
        return !isStatic() && !isPrivate() && !name.startsWith("<");
    }

    /** Returns whether it has this name and descriptor. */
    public boolean is(String otherName, String otherDescriptor) {
        return name.equals(otherName) && descriptor.equals(otherDescriptor);
    }
}
