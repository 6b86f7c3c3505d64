package io.memo.fingerprint.classfile.code;

/** How a call finds its method. */
public enum CallKind {
    /** By the receiver's class. */
    VIRTUAL,
    /** By the receiver's class, named by an interface. */
    INTERFACE,
    /** Exactly the method named: constructors, {@code super} and older private calls. */
    SPECIAL,
    /** Without a receiver. */
    STATIC
}
