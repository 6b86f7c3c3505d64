package io.memo.hash;

/**
 * What a structural hasher was built with.
 *
 * @param generated whether fields are read by generated code where that is possible
 */
record Settings(
        HasherRegistry hashers,
        ManagedObjects managed,
        FieldSelection fields,
        Behaviour behaviour,
        long maxNodes,
        KeysInPaths keysInPaths,
        boolean generated) {

    Settings withFields(FieldSelection selection) {
        return new Settings(hashers, managed, selection, behaviour, maxNodes, keysInPaths, generated);
    }

    Settings withKeysInPaths(KeysInPaths shown) {
        return new Settings(hashers, managed, fields, behaviour, maxNodes, shown, generated);
    }
}
