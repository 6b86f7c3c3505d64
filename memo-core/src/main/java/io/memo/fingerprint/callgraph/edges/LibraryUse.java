package io.memo.fingerprint.callgraph.edges;

/** What a library may do with an object that it gets, the later the more. */
public enum LibraryUse {
    /** Call what it overrides. */
    CALLS,
    /** Also hand it on, as an object of which nothing is known. */
    KEEPS,
    /** Also read its fields. */
    LOOKS_INSIDE
}
