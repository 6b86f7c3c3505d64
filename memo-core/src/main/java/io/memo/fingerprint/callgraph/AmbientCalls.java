package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.classfile.MethodRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Library methods that read what is neither an argument nor a field: clock, chance, environment, user, thread, defaults. */
final class AmbientCalls {

    private static final Map<String, Map<String, FindingKind>> KINDS = new HashMap<>();

    static {
        String time = "java/time/";
        add(FindingKind.CLOCK, "java/lang/System", "currentTimeMillis", "nanoTime");
        for (String type : List.of(
                "Instant",
                "LocalDate",
                "LocalDateTime",
                "LocalTime",
                "ZonedDateTime",
                "OffsetDateTime",
                "OffsetTime")) {
            add(FindingKind.CLOCK, time + type, "now");
        }
        for (String type : List.of(
                "Year",
                "YearMonth",
                "MonthDay",
                "chrono/JapaneseDate",
                "chrono/HijrahDate",
                "chrono/MinguoDate",
                "chrono/ThaiBuddhistDate")) {
            add(FindingKind.CLOCK, time + type, "now");
        }
        add(FindingKind.CLOCK, time + "Clock", "systemUTC", "systemDefaultZone", "system", "instant", "millis");
        add(FindingKind.CLOCK, time + "Clock", "tickMillis", "tickSeconds", "tickMinutes");
        add(FindingKind.CLOCK, time + "InstantSource", "system", "instant", "millis");
        add(FindingKind.CLOCK, "java/util/Calendar", "getInstance");

        add(FindingKind.RANDOM, "java/lang/Math", "random");
        add(FindingKind.RANDOM, "java/lang/StrictMath", "random");
        add(FindingKind.RANDOM, "java/util/UUID", "randomUUID");
        add(FindingKind.RANDOM, "java/util/concurrent/ThreadLocalRandom", "current");
        add(FindingKind.RANDOM, "java/security/SecureRandom", "<init>", "getInstanceStrong", "generateSeed");
        add(FindingKind.RANDOM, "java/util/random/RandomGenerator", "getDefault");
        add(FindingKind.RANDOM, "javax/crypto/KeyGenerator", "generateKey");
        add(FindingKind.RANDOM, "java/security/KeyPairGenerator", "generateKeyPair", "genKeyPair");

        add(FindingKind.ENVIRONMENT, "java/lang/System", "getenv", "getProperty", "getProperties");
        add(FindingKind.ENVIRONMENT, "java/lang/Boolean", "getBoolean");
        add(FindingKind.ENVIRONMENT, "java/lang/Integer", "getInteger");
        add(FindingKind.ENVIRONMENT, "java/lang/Long", "getLong");

        String spring = "org/springframework/";
        add(FindingKind.USER_CONTEXT, spring + "security/core/context/SecurityContextHolder", "getContext");
        add(FindingKind.USER_CONTEXT, spring + "security/core/context/SecurityContextHolder", "getDeferredContext");
        add(FindingKind.USER_CONTEXT, spring + "security/core/context/ReactiveSecurityContextHolder", "getContext");
        add(FindingKind.USER_CONTEXT, spring + "web/context/request/RequestContextHolder", "getRequestAttributes");
        add(FindingKind.USER_CONTEXT, spring + "web/context/request/RequestContextHolder", "currentRequestAttributes");
        add(FindingKind.USER_CONTEXT, spring + "context/i18n/LocaleContextHolder", "getLocale", "getTimeZone");
        add(FindingKind.USER_CONTEXT, spring + "context/i18n/LocaleContextHolder", "getLocaleContext");

        add(FindingKind.THREAD_LOCAL, "java/lang/ThreadLocal", "get");
        add(FindingKind.THREAD_LOCAL, "java/lang/InheritableThreadLocal", "get");
        add(FindingKind.THREAD_LOCAL, "java/lang/ScopedValue", "get", "isBound", "orElse", "orElseThrow");
        add(FindingKind.THREAD_LOCAL, "java/lang/Thread", "getName", "getId", "threadId");
        add(FindingKind.THREAD_LOCAL, "org/slf4j/MDC", "get", "getCopyOfContextMap");
        add(FindingKind.THREAD_LOCAL, "org/apache/logging/log4j/ThreadContext", "get", "getContext");
        add(
                FindingKind.THREAD_LOCAL,
                spring + "transaction/support/TransactionSynchronizationManager",
                "getResource",
                "getResourceMap",
                "getCurrentTransactionName");

        add(FindingKind.LOCALE, "java/util/Locale", "getDefault");
        add(FindingKind.LOCALE, "java/util/TimeZone", "getDefault");
        add(FindingKind.LOCALE, time + "ZoneId", "systemDefault");
        add(FindingKind.LOCALE, "java/nio/charset/Charset", "defaultCharset");
    }

    private AmbientCalls() {}

    private static void add(FindingKind kind, String owner, String... names) {
        Map<String, FindingKind> ofOwner = KINDS.computeIfAbsent(owner, ignored -> new HashMap<>());
        for (String name : names) {
            ofOwner.put(name, kind);
        }
    }

    /** Returns what a call of the library method reads, or null if it is not known to read anything. */
    static @Nullable FindingKind kindOf(MethodRef method) {
        FindingKind listed = KINDS.getOrDefault(method.owner(), Map.of()).get(method.name());
        if (listed != null) {
            return listed;
        }
        if (method.isConstructor()) {
            return makesNow(method) ? FindingKind.CLOCK : null;
        }
        if (drawsFromGenerator(method) || isUnseededShuffle(method)) {
            return FindingKind.RANDOM;
        }
        if (isSpringEnvironment(method)) {
            return FindingKind.ENVIRONMENT;
        }
        return isOfRequest(method) ? FindingKind.USER_CONTEXT : null;
    }

    /** Returns whether the method draws from an object that may have been made of a seed, and then is no chance. */
    static boolean drawsFromGenerator(MethodRef method) {
        boolean generator = switch (method.owner()) {
            case "java/util/Random",
                    "java/util/SplittableRandom",
                    "java/security/SecureRandom",
                    "java/util/random/RandomGenerator" -> true;
            default -> false;
        };
        return generator
                && (method.name().startsWith("next")
                        || method.name().equals("ints")
                        || method.name().equals("longs")
                        || method.name().equals("doubles"));
    }

    /** Returns whether the constructor makes a generator that gives the same numbers each time. */
    static boolean makesSeeded(MethodRef method) {
        return method.isConstructor()
                && method.descriptor().equals("(J)V")
                && (method.owner().equals("java/util/Random") || method.owner().equals("java/util/SplittableRandom"));
    }

    private static boolean makesNow(MethodRef constructor) {
        return switch (constructor.owner()) {
            case "java/util/Date" -> constructor.descriptor().equals("()V");
            case "java/util/GregorianCalendar" -> !constructor.descriptor().startsWith("(I");
            default -> false;
        };
    }

    private static boolean isUnseededShuffle(MethodRef method) {
        return method.owner().equals("java/util/Collections")
                && method.name().equals("shuffle")
                && method.descriptor().equals("(Ljava/util/List;)V");
    }

    private static boolean isSpringEnvironment(MethodRef method) {
        return method.owner().startsWith("org/springframework/core/env/")
                && (method.owner().endsWith("Environment") || method.owner().endsWith("PropertyResolver"))
                && (method.name().startsWith("get")
                        || method.name().startsWith("resolve")
                        || method.name().startsWith("contains")
                        || method.name().equals("acceptsProfiles")
                        || method.name().equals("matchesProfiles"));
    }

    private static boolean isOfRequest(MethodRef method) {
        return switch (method.owner()) {
            case "jakarta/servlet/http/HttpServletRequest",
                    "jakarta/servlet/ServletRequest",
                    "jakarta/servlet/http/HttpSession" -> method.name().startsWith("get");
            default -> false;
        };
    }
}
