package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.Set;

/**
 * Library methods of which it is known that one call more, one less or one earlier changes nothing else: they make an empty
 * or constant object, or ask a factory that gives the same for the same. Everything that is not listed may have an effect.
 */
public final class PureCalls {

    private static final Set<String> MADE = Set.of(
            "java/lang/Object",
            "java/lang/Enum",
            "java/lang/Record",
            "java/lang/StringBuilder",
            "java/lang/ThreadLocal",
            "java/util/ArrayDeque",
            "java/util/ArrayList",
            "java/util/BitSet",
            "java/util/HashMap",
            "java/util/HashSet",
            "java/util/IdentityHashMap",
            "java/util/LinkedHashMap",
            "java/util/LinkedHashSet",
            "java/util/LinkedList",
            "java/util/PriorityQueue",
            "java/util/TreeMap",
            "java/util/TreeSet",
            "java/util/WeakHashMap");

    private static final Set<String> BOXES = Set.of(
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Double",
            "java/lang/Float",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short");

    private static final Set<String> CONSTANTS = Set.of(
            "java/lang/Class.getName",
            "java/lang/Class.getSimpleName",
            "java/lang/System.getLogger",
            "java/lang/System.lineSeparator",
            "java/lang/ThreadLocal.withInitial",
            "java/lang/invoke/MethodHandles.lookup",
            "java/math/BigDecimal.valueOf",
            "java/math/BigInteger.valueOf",
            "java/nio/file/Path.of",
            "java/nio/file/Paths.get",
            "java/util/Arrays.asList",
            "java/util/Collections.emptyList",
            "java/util/Collections.emptyMap",
            "java/util/Collections.emptySet",
            "java/util/Collections.reverseOrder",
            "java/util/Collections.synchronizedList",
            "java/util/Collections.synchronizedMap",
            "java/util/Collections.synchronizedSet",
            "java/util/Collections.unmodifiableCollection",
            "java/util/Collections.unmodifiableList",
            "java/util/Collections.unmodifiableMap",
            "java/util/Collections.unmodifiableSet",
            "java/util/Comparator.comparing",
            "java/util/Comparator.comparingDouble",
            "java/util/Comparator.comparingInt",
            "java/util/Comparator.comparingLong",
            "java/util/Comparator.naturalOrder",
            "java/util/Comparator.reverseOrder",
            "java/util/List.of",
            "java/util/Map.entry",
            "java/util/Map.of",
            "java/util/Map.ofEntries",
            "java/util/Optional.empty",
            "java/util/Optional.of",
            "java/util/Set.of",
            "java/util/concurrent/ConcurrentHashMap.newKeySet",
            "java/util/function/Function.identity",
            "java/util/logging/Logger.getLogger",
            "org/apache/commons/logging/LogFactory.getLog",
            "org/apache/logging/log4j/LogManager.getLogger",
            "org/slf4j/LoggerFactory.getLogger");

    private PureCalls() {}

    /** Returns whether a call of the library method has no effect, given arguments that have none. */
    public static boolean contains(MethodRef method) {
        String owner = method.owner();
        if (method.isConstructor()) {
            return MADE.contains(owner)
                    || owner.startsWith("java/util/concurrent/Concurrent")
                    || owner.startsWith("java/util/concurrent/CopyOnWrite")
                    || owner.startsWith("java/util/concurrent/atomic/")
                    || owner.startsWith("java/util/concurrent/locks/");
        }
        boolean boxes = BOXES.contains(owner)
                && (method.name().equals("valueOf") && !method.descriptor().startsWith("(Ljava/lang/String;")
                        || method.name().endsWith("Value"));
        boolean text = owner.equals("java/lang/String")
                && method.name().equals("valueOf")
                && !method.descriptor().startsWith("([")
                && !method.descriptor().startsWith("(L");
        boolean ofTime = owner.equals("java/time/Duration") && method.name().startsWith("of");
        return boxes || text || ofTime || CONSTANTS.contains(owner + "." + method.name());
    }

    /** Returns whether the call, one of these, calls methods of what it is given. */
    public static boolean runsArguments(MethodRef method) {
        return method.isConstructor()
                && method.descriptor().contains("L")
                && !method.owner().startsWith("java/util/concurrent/atomic/");
    }

    /** Returns whether the call, one of these, asks what it is given for hash codes, and for nothing else. */
    public static boolean hashesArguments(MethodRef method) {
        return method.owner().equals("java/util/Set")
                || method.owner().equals("java/util/Map") && !method.name().equals("entry");
    }
}
