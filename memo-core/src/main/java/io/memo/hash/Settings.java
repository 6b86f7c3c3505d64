package io.memo.hash;

/** What a structural hasher was built with. */
record Settings(
        HasherRegistry hashers,
        ManagedObjects managed,
        FieldSelection fields,
        Behaviour behaviour,
        long maxNodes,
        KeysInPaths keysInPaths) {

    Settings withFields(FieldSelection selection) {
        return new Settings(hashers, managed, selection, behaviour, maxNodes, keysInPaths);
    }
}
