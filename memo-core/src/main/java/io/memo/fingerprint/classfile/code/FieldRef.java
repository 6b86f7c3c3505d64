package io.memo.fingerprint.classfile.code;

/**
 * A field as an instruction names it, before anything is resolved.
 *
 * @param owner the internal name of the type it is looked up in
 * @param name the field's name
 * @param descriptor its descriptor, such as {@code Ljava/lang/String;}
 */
public record FieldRef(String owner, String name, String descriptor) {

    /** Returns the field of the same name and descriptor, looked up in another type. */
    public FieldRef in(String otherOwner) {
        return new FieldRef(otherOwner, name, descriptor);
    }

    /** Returns whether the field is a table by which javac numbers the labels of switches over an enum. */
    public boolean isSwitchTable() {
        return name.startsWith("$SwitchMap$") && descriptor.equals("[I");
    }
}
