package io.memo.fingerprint.classfile;

/** Tells that a class file is damaged or of a version that is not understood. Never leaves the fingerprint rooms. */
public final class UnreadableClassException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableClassException(RuntimeException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
