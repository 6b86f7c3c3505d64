package io.memo.hash.identity;

import io.memo.digest.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the hashers of one owner share: the numbers of class shapes, and an end. Nothing static knows of a scope. Classes that
 * may be unloaded before memo is keep what a hasher decided for them; closing the scope makes them forget. Hashers of a closed
 * scope still work, but decide anew for each value of such a class. Safe for use by several threads.
 */
public final class HashingScope implements AutoCloseable {

    /** What was decided for classes, which those that may be unloaded before memo keep themselves. Two are the same only if they are one. */
    public interface Resident {

        /** Forgets what was decided; makes all classes forget it, too. */
        void forget();
    }

    private final Map<Digest, Integer> shapes = new ConcurrentHashMap<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final Set<Resident> open = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean closed;

    /** Returns the number of a class by what identifies it and its fields, the same for two classes that are alike. */
    public int numberOf(Digest shape) {
        return shapes.computeIfAbsent(shape, each -> Serials.nextShape());
    }

    /** Tells of what is decided for classes. Held weakly. */
    public void add(Resident resident) {
        opening.lock();
        try {
            open.add(resident);
        } finally {
            opening.unlock();
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** Makes all classes forget what was decided for them. */
    @Override
    public void close() {
        closed = true;
        known(true).forEach(Resident::forget);
    }

    /** Has everything forgotten that was decided for classes, since a class is not any more what it was. */
    public void decideAnew() {
        known(false).forEach(Resident::forget);
    }

    private List<Resident> known(boolean last) {
        opening.lock();
        try {
            List<Resident> known = List.copyOf(open);
            if (last) {
                open.clear();
            }
            return known;
        } finally {
            opening.unlock();
        }
    }
}
