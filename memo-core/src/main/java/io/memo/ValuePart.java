package io.memo;

/** Which part of a memoized call a value is. */
public enum ValuePart {
    /** An argument of the call. */
    ARGUMENT("argument"),
    /** What a {@link KeyDimension} is in the call. */
    DIMENSION("dimension"),
    /** A field or static that the code reads. */
    EXTERNAL_VARIABLE("external variable"),
    /** What the method returned. */
    RETURN_VALUE("return value"),
    /** A value hashed outside any call. */
    VALUE("value");

    private final String label;

    ValuePart(String label) {
        this.label = label;
    }

    /** Returns the part in words, as messages use it. */
    public String label() {
        return label;
    }
}
