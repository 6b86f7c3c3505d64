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
        int byOwner = owner.compareTo(other.owner);
        int byName = byOwner != 0 ? byOwner : name.compareTo(other.name);
        return byName != 0 ? byName : Boolean.compare(isStatic, other.isStatic);
    }

    /** Returns {@code owner.name}. */
    @Override
    public String toString() {
        return owner + "." + name;
    }
}
