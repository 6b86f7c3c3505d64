package io.memo.hash.walk;

import io.memo.hash.Behaviour;
import io.memo.hash.FieldSelection;
import io.memo.hash.KeysInPaths;
import io.memo.hash.ManagedObjects;
import io.memo.hash.NamedFields;
import io.memo.hash.StructuralHasher;
import io.memo.hash.classify.Jdk;
import io.memo.hash.identity.HashingScope;
import io.memo.hash.registry.HasherRegistry;
import io.memo.hash.registry.IgnoredFields;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a structural hasher was built with. Safe for use by several threads.
 *
 * @param hashers the hashers of the application
 * @param managed knows proxies and the names of objects
 * @param fields which fields of an object count
 * @param ignored the fields that users left out
 * @param namedFields which fields of named objects count beside the name
 * @param held gives the hasher for named objects that an object holds whose code counts; gives null if they count as all named ones do
 * @param behaviour knows the code that objects bring along
 * @param own the classes that are the application's
 * @param dependencies whether what cannot be hashed, or has no value, counts by which object it is
 * @param maxNodes how many objects one value may consist of
 * @param keysInPaths which keys of maps may be seen in paths
 * @param generated whether fields are read by generated code where that is possible
 * @param scope what it shares with other hashers
 */
public record Settings(
        HasherRegistry hashers,
        ManagedObjects managed,
        FieldSelection fields,
        IgnoredFields ignored,
        NamedFields namedFields,
        Supplier<@Nullable StructuralHasher> held,
        Behaviour behaviour,
        Predicate<Class<?>> own,
        boolean dependencies,
        long maxNodes,
        KeysInPaths keysInPaths,
        boolean generated,
        HashingScope scope) {

    /** Returns whether constants of the enum count by their name alone, without a look at the fields. */
    public boolean areByName(Class<?> enumType) {
        return Jdk.owns(enumType) || (fields == FieldSelection.ALL && behaviour.codeOf(enumType) == null);
    }

    /** Returns these settings with another selection of fields. */
    public Settings withFields(FieldSelection selection) {
        return new Settings(
                hashers,
                managed,
                selection,
                ignored,
                namedFields,
                held,
                behaviour,
                own,
                dependencies,
                maxNodes,
                keysInPaths,
                generated,
                scope);
    }

    /** Returns these settings with other keys shown. */
    public Settings withKeysInPaths(KeysInPaths shown) {
        return new Settings(
                hashers,
                managed,
                fields,
                ignored,
                namedFields,
                held,
                behaviour,
                own,
                dependencies,
                maxNodes,
                shown,
                generated,
                scope);
    }
}
