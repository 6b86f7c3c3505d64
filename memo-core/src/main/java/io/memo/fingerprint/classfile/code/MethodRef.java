package io.memo.fingerprint.classfile.code;

/**
 * A method as an instruction names it, before anything is resolved.
 *
 * @param owner the internal name of the type it is looked up in, such as {@code app/Tax}, or an array's descriptor
 * @param name the method's name
 * @param descriptor its descriptor, such as {@code (I)J}
 */
public record MethodRef(String owner, String name, String descriptor) {

    /** Returns the method of the same name and descriptor, looked up in another type. */
    public MethodRef in(String otherOwner) {
        return new MethodRef(otherOwner, name, descriptor);
    }

    /** Returns whether it is a constructor. */
    public boolean isConstructor() {
        return name.equals("<init>");
    }
}
