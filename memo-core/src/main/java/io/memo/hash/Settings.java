package io.memo.hash;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a structural hasher was built with.
 *
 * @param generated whether fields are read by generated code where that is possible
 */
record Settings(
        HasherRegistry hashers,
        ManagedObjects managed,
        FieldSelection fields,
        NamedFields namedFields,
        Supplier<@Nullable StructuralHasher> held,
        Behaviour behaviour,
        long maxNodes,
        KeysInPaths keysInPaths,
        boolean generated) {

    Settings withFields(FieldSelection selection) {
        return new Settings(
                hashers, managed, selection, namedFields, held, behaviour, maxNodes, keysInPaths, generated);
    }

    Settings withKeysInPaths(KeysInPaths shown) {
        return new Settings(hashers, managed, fields, namedFields, held, behaviour, maxNodes, shown, generated);
    }
}
