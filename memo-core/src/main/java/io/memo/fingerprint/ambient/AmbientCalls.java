package io.memo.fingerprint.ambient;

import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.classfile.MethodRef;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Library methods that read what is neither an argument nor a field, or change what they are called on. */
public final class AmbientCalls {

    private static final Map<FindingKind, Names> TABLES = new EnumMap<>(FindingKind.class);

    private static final Names DRAWS = Names.of(Tables.DRAWS);
    private static final Names MUTATORS = Names.of(Tables.MUTATORS);
    private static final Names MUTATORS_OF_ARGUMENTS = Names.of(Tables.MUTATORS_OF_ARGUMENTS);

    static {
        TABLES.put(FindingKind.USER_CONTEXT, Names.of(Tables.USER));
        TABLES.put(FindingKind.THREAD_LOCAL, Names.of(Tables.THREAD));
        TABLES.put(FindingKind.CLOCK, Names.of(Tables.CLOCK));
        TABLES.put(FindingKind.RANDOM, Names.of(Tables.RANDOM));
        TABLES.put(FindingKind.ENVIRONMENT, Names.of(Tables.ENVIRONMENT));
        TABLES.put(FindingKind.LOCALE, Names.of(Tables.LOCALE + Tables.TIME_ZONE));
        TABLES.put(FindingKind.IO_WITHOUT_TTL, Names.of(OutsideTable.TEXT));
        TABLES.put(FindingKind.LOCALE_BY_DEFAULT, Names.of(Tables.LOCALE_BY_DEFAULT));
        TABLES.put(FindingKind.RESOURCE, Names.of(Tables.RESOURCES));
        TABLES.put(FindingKind.NOT_TRACKED, Names.of(Tables.REGISTRIES));
    }

    private AmbientCalls() {}

    /** Returns what a call of the library method reads, or null if it is not known to read anything. */
    public static @Nullable FindingKind kindOf(MethodRef method) {
        for (Map.Entry<FindingKind, Names> table : TABLES.entrySet()) {
            if (table.getValue().contains(method)) {
                return table.getKey();
            }
        }
        if (isOfData(method)) {
            return FindingKind.IO_WITHOUT_TTL;
        }
        return drawsFromGenerator(method) ? FindingKind.RANDOM : null;
    }

    /** Spring Data's repositories and templates, whatever the store: all that they do is to read or to write. */
    private static boolean isOfData(MethodRef method) {
        String owner = method.owner();
        return owner.startsWith("org/springframework/data/")
                && !method.isConstructor()
                && (owner.endsWith("Repository")
                        || owner.endsWith("Operations")
                        || owner.endsWith("Template")
                        || owner.endsWith("Executor"));
    }

    /** Returns whether the method draws from an object that may have been made of a seed, and then is no chance. */
    public static boolean drawsFromGenerator(MethodRef method) {
        return DRAWS.contains(method);
    }

    /** Returns whether the constructor makes a generator that gives the same numbers each time. */
    public static boolean makesSeeded(MethodRef method) {
        return method.isConstructor()
                && method.descriptor().equals("(J)V")
                && (method.owner().equals("java/util/Random") || method.owner().equals("java/util/SplittableRandom"));
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
