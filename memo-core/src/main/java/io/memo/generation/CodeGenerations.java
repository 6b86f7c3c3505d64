package io.memo.generation;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.live.CodeReplacements;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The generations of the code that runs: one ends whenever code is replaced. A method remembers the generation that it saw last. As
 * long as that is the current one, which costs a read of a volatile, nothing happened; else it asks what did. Safe for use by several
 * threads.
 *
 * <p>News of code may come before the JVM takes it. Until then nobody can tell which code a call runs, so methods that the class counts
 * for have neither hits nor results that are stored. A redefinition that the JVM refuses is given up after {@link #PATIENCE}.
 */
public final class CodeGenerations implements CodeReplacements.Listener {

    /** Generations that never end: those of code that cannot be replaced. */
    public static final CodeGenerations NONE = new CodeGenerations(null, () -> 0);

    /** How long announced code is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final AtomicIntegerFieldUpdater<CodeGenerations> NEXT =
            AtomicIntegerFieldUpdater.newUpdater(CodeGenerations.class, "current");

    private final @Nullable CodeFingerprinter fingerprinter;
    private final LongSupplier nanos;
    private volatile Runnable reshaped = () -> {};
    private volatile int current;
    /** Written without the lock, for the JVM waits for who announces. */
    private final Queue<Announced> announced = new ConcurrentLinkedQueue<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Replaced> replaced = new TreeMap<>();

    /**
     * A class whose code was replaced.
     *
     * @param generation the one that began then
     * @param token stands for its code if nobody knows it, else null
     * @param at when the JVM took it, in nanoseconds; null if nobody can have been served by it before
     */
    private record Replaced(
            int generation,
            @Nullable String token,
            @Nullable Long at) {}

    /**
     * @param fingerprinter gets the new code; null if there is never any
     * @param nanos the time
     */
    public CodeGenerations(@Nullable CodeFingerprinter fingerprinter, LongSupplier nanos) {
        this.fingerprinter = fingerprinter;
        this.nanos = nanos;
    }

    /** Sets what is to be done when objects of a class are not any more what they were; it must not ask for news. */
    public void onReshaped(Runnable action) {
        reshaped = action;
    }

    /** Returns the number of the current generation. */
    public int current() {
        return current;
    }

    @Override
    public void replacing(Class<?> type, byte[] bytes, BooleanSupplier isInstalled) {
        // The JVM works on one redefinition of a class at a time: an earlier one that is not there by now was refused.
        announced.removeIf(each -> each.type() == type && !each.isInstalled().getAsBoolean());
        announced.add(new Announced(type, bytes, isInstalled, nanos.getAsLong()));
        next();
    }

    @Override
    public void replaced(Class<?> type, byte @Nullable [] bytes, Instant since) {
        lock.lock();
        try {
            // The age, for the time here may be another clock's.
            long age = Math.max(0, Duration.between(since, Instant.now()).toNanos());
            install(type, bytes, nanos.getAsLong() - age);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns what happened since a generation to the code of a method.
     *
     * @param generation the one that the method saw last
     * @param counts says of a class, by its name, whether its code may count for the method
     */
    public News since(int generation, Predicate<String> counts) {
        lock.lock();
        try {
            int now;
            do {
                // Before the look at what was announced: what comes later begins another generation.
                now = current;
            } while (settle());
            if (announced.stream().anyMatch(each -> counts.test(each.type().getName()))) {
                return new News.Undecided();
            }
            Map<String, Replaced> concerning = concerning(generation, counts);
            return concerning.values().stream().anyMatch(each -> each.generation > generation)
                    ? new News.Other(now, tokens(concerning), behind(generation, concerning))
                    : new News.Same(now);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the code of a class of that name was ever replaced, as far as is known. */
    public boolean hasReplaced(String binaryName) {
        lock.lock();
        try {
            return replaced.containsKey(binaryName);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the classes that count and that are new since then or unknown to all. */
    private Map<String, Replaced> concerning(int generation, Predicate<String> counts) {
        Map<String, Replaced> concerning = new TreeMap<>();
        replaced.forEach((name, each) -> {
            if ((each.generation > generation || each.token != null) && counts.test(name)) {
                concerning.put(name, each);
            }
        });
        return concerning;
    }

    private static Map<String, String> tokens(Map<String, Replaced> classes) {
        Map<String, String> tokens = new TreeMap<>();
        classes.forEach((name, each) -> {
            if (each.token != null) {
                tokens.put(name, each.token);
            }
        });
        return tokens;
    }

    private @Nullable Duration behind(int generation, Map<String, Replaced> classes) {
        Long earliest = null;
        for (Replaced each : classes.values()) {
            if (each.generation > generation && each.at != null && (earliest == null || each.at < earliest)) {
                earliest = each.at;
            }
        }
        return earliest == null ? null : Duration.ofNanos(nanos.getAsLong() - earliest);
    }

    /** Installs the announced code that the JVM has taken, in the order in which it was announced. Returns whether there was any. */
    private boolean settle() {
        boolean installed = false;
        for (Announced next : announced) {
            if (next.isInstalled().getAsBoolean()) {
                install(next.type(), next.bytes(), null);
                installed = true;
            } else if (nanos.getAsLong() - next.at() <= PATIENCE.toNanos()) {
                continue;
            }
            announced.remove(next);
        }
        return installed;
    }

    private void install(Class<?> type, byte @Nullable [] bytes, @Nullable Long at) {
        if (fingerprinter != null && bytes != null && fingerprinter.replaced(type, bytes)) {
            reshaped.run();
        }
        String token = bytes == null ? UUID.randomUUID().toString() : null;
        replaced.put(type.getName(), new Replaced(next(), token, at));
    }

    private int next() {
        return NEXT.incrementAndGet(this);
    }

    /** Code that the JVM has not taken yet, as far as is known. */
    private record Announced(Class<?> type, byte[] bytes, BooleanSupplier isInstalled, long at) {}
}
