package io.memo.fingerprint;

/**
 * A field that reached code reads and that therefore is part of the key.
 *
 * @param owner the binary name of the class that declares the field, such as {@code app.Quotes$Settings}
 * @param name the field's name
 * @param isStatic whether it is static; an instance field counts in every object of its class that is reached
 */
public record ExternalVariable(String owner, String name, boolean isStatic) implements Comparable<ExternalVariable> {

    @Override
    public int compareTo(ExternalVariable other) {
        return toString().compareTo(other.toString());
    }

    /** Returns {@code owner.name}. */
    @Override
    public String toString() {
        return owner + "." + name;
    }
}
