package io.memo.fingerprint.classfile.code;

import java.util.List;

/** A constant that an instruction loads or a bootstrap method gets. */
public sealed interface Constant {

    /**
     * A number.
     *
     * @param value an {@code Integer}, {@code Long}, {@code Float} or {@code Double}
     */
    record Numeric(Number value) implements Constant {}

    /** A string. */
    record Text(String value) implements Constant {}

    /** A class or, in an array's form, an array class; {@code descriptor} such as {@code Lapp/Tax;}. */
    record Type(String descriptor) implements Constant {}

    /** A method type. */
    record MethodType(String descriptor) implements Constant {}

    /**
     * A field, read or written directly.
     *
     * @param kind the reference kind of JVMS table 5.4.3.5, 1 to 4
     */
    record FieldHandle(int kind, FieldRef field) implements Constant {

        /** Returns whether the handle reads. */
        public boolean isRead() {
            return kind <= 2;
        }

        /** Returns whether the field is static. */
        public boolean isStatic() {
            return kind % 2 == 0;
        }
    }

    /** A method or constructor, called directly. */
    record MethodHandle(CallKind kind, boolean creates, MethodRef method, boolean onInterface) implements Constant {}

    /** A constant that a bootstrap method computes. */
    record Dynamic(String name, String descriptor, MethodHandle bootstrap, List<Constant> arguments)
            implements Constant {}
}
