package io.memo.fingerprint;

/**
 * A field that reached code reads and that therefore is part of the key.
 *
 * @param owner the binary name of the class that declares the field, such as {@code app.Quotes$Settings}
 * @param name the field's name
 * @param isStatic whether it is static; an instance field counts in every object of its class that is reached
 * @param isAssumed whether no reached code names it, and it counts only since code that cannot be followed may read it
 */
public record ExternalVariable(String owner, String name, boolean isStatic, boolean isAssumed)
        implements Comparable<ExternalVariable> {

    /** A field that reached code names. */
    public ExternalVariable(String owner, String name, boolean isStatic) {
        this(owner, name, isStatic, false);
    }

    /** Returns the same field as one that no reached code names. */
    public ExternalVariable assumed() {
        return new ExternalVariable(owner, name, isStatic, true);
    }

    /** Returns the same field as one that reached code names. */
    public ExternalVariable named() {
        return new ExternalVariable(owner, name, isStatic, false);
    }

    @Override
    public int compareTo(ExternalVariable other) {
        int byOwner = owner.compareTo(other.owner);
        int byName = byOwner != 0 ? byOwner : name.compareTo(other.name);
        int byKind = byName != 0 ? byName : Boolean.compare(isStatic, other.isStatic);
        return byKind != 0 ? byKind : Boolean.compare(isAssumed, other.isAssumed);
    }

    /** Returns {@code owner.name}. */
    @Override
    public String toString() {
        return owner + "." + name;
    }
}
