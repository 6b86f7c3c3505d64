package io.memo.store.tier.entry;

/** What bytes of a tier turned out to be. */
public sealed interface ReadEntry {

    /** An entry as it was written. */
    record Genuine(StoredEntry entry) implements ReadEntry {}

    /** No entry: damaged, cut, or another's under this name. Of no use to anybody. */
    record Corrupt(String reason) implements ReadEntry {}

    /** An entry of another version, codec or secret, which may be of use to others. */
    record Foreign(String reason) implements ReadEntry {}
}
