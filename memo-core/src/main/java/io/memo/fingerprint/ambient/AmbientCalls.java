package io.memo.fingerprint.ambient;

import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Library methods that read what is neither an argument nor a field, or change what they are called on. */
public final class AmbientCalls {

    private static final Map<FindingKind, Names> TABLES = new EnumMap<>(FindingKind.class);

    private static final Names DRAWS = Names.of(Tables.DRAWS);
    private static final Names SEEDED = Names.of(Tables.SEEDED);
    private static final Names MUTATORS = Names.of(Tables.MUTATORS);
    private static final Names MUTATORS_OF_ARGUMENTS = Names.of(Tables.MUTATORS_OF_ARGUMENTS);

    static {
        TABLES.put(FindingKind.USER_CONTEXT, Names.of(Tables.USER));
        TABLES.put(FindingKind.THREAD_LOCAL, Names.of(Tables.THREAD));
        TABLES.put(FindingKind.CLOCK, Names.of(Tables.CLOCK));
        TABLES.put(FindingKind.RANDOM, Names.of(Tables.RANDOM + Tables.IDENTITY));
        TABLES.put(FindingKind.ENVIRONMENT, Names.of(Tables.ENVIRONMENT));
        TABLES.put(
                FindingKind.LOCALE,
                Names.of(DefaultsTables.LOCALE + DefaultsTables.TIME_ZONE + DefaultsTables.CHARSET));
        TABLES.put(FindingKind.IO_WITHOUT_TTL, Names.of(OutsideTable.TEXT));
        TABLES.put(
                FindingKind.LOCALE_BY_DEFAULT,
                Names.of(DefaultsTables.LOCALE_BY_DEFAULT
                        + DefaultsTables.TIME_ZONE_BY_DEFAULT
                        + DefaultsTables.CHARSET_BY_DEFAULT));
        TABLES.put(FindingKind.RESOURCE, Names.of(Tables.RESOURCES));
        TABLES.put(FindingKind.HASH_OF_PROCESS, Names.of(Tables.HASHES));
        TABLES.put(FindingKind.NOT_TRACKED, Names.of(Tables.REGISTRIES));
    }

    private AmbientCalls() {}

    /** Returns what a call of the library method reads, or null if it is not known to read anything. */
    public static @Nullable FindingKind kindOf(MethodRef method) {
        return kindOf(method, Set.of());
    }

    /**
     * Returns what a call of the library method reads, or null if it is not known to read anything. The nearest type that a table
     * knows the method of decides.
     *
     * @param supertypes internal names of the types above the one that the method is named on, near ones first
     */
    public static @Nullable FindingKind kindOf(MethodRef method, Collection<String> supertypes) {
        List<MethodRef> named = new ArrayList<>(List.of(method));
        if (!method.isConstructor()) {
            supertypes.forEach(above -> named.add(method.in(above)));
        }
        for (Map.Entry<FindingKind, Names> table : TABLES.entrySet()) {
            if (isIn(table.getValue(), named)) {
                return table.getKey();
            }
        }
        if (named.stream().anyMatch(AmbientCalls::isOfData)) {
            return FindingKind.IO_WITHOUT_TTL;
        }
        return isIn(DRAWS, named) ? FindingKind.RANDOM : null;
    }

    private static boolean isIn(Names table, List<MethodRef> named) {
        for (MethodRef each : named) {
            Boolean verdict = table.verdict(each);
            if (verdict != null) {
                return verdict;
            }
        }
        return false;
    }

    /** Spring Data's repositories and templates, whatever the store: all that they do is to read or to write. */
    private static boolean isOfData(MethodRef method) {
        String owner = method.owner();
        return owner.startsWith("org/springframework/data/")
                && !method.isConstructor()
                && (owner.endsWith("Repository")
                        || owner.endsWith("Operations")
                        || owner.endsWith("Template")
                        || owner.endsWith("Commands")
                        || owner.endsWith("Connection")
                        || owner.endsWith("Executor"));
    }

    /** Returns whether the method draws from an object that may have been made of a seed, and then is no chance. */
    public static boolean drawsFromGenerator(MethodRef method) {
        return DRAWS.contains(method);
    }

    /** Returns whether the method makes a generator that gives the same numbers each time. */
    public static boolean makesSeeded(MethodRef method) {
        return SEEDED.contains(method);
    }

    /** Returns whether the method changes the value of the object that it is called on. */
    public static boolean changesReceiver(MethodRef method) {
        return MUTATORS.contains(method);
    }

    /** Returns whether the static method changes the value of its first argument. */
    public static boolean changesArgument(MethodRef method) {
        return MUTATORS_OF_ARGUMENTS.contains(method);
    }
}
