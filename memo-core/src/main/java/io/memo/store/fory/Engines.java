package io.memo.store.fory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Engines for the results of one method, which nobody uses at the moment. Safe for use by several threads. */
final class Engines {

    /** An engine has some 70 KB and takes 2 ms to make. */
    private static final int MOST = 8;

    private final ClassLoader loader;
    private final int mostBytes;
    private final Deque<Engine> idle = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();

    Engines(ClassLoader loader, int mostBytes) {
        this.loader = loader;
        this.mostBytes = mostBytes;
        // The first of a process takes 0.3 s: when the application starts, not in a call.
        idle.add(new Engine(Set.of(), loader, mostBytes));
    }

    /** Returns an engine for the classes with these names, for the caller alone until it is {@link #put} back. */
    Engine take(Set<String> names) {
        Engine known = find(names);
        return known != null ? known : new Engine(names, loader, mostBytes);
    }

    private @Nullable Engine find(Set<String> names) {
        lock.lock();
        try {
            for (Iterator<Engine> each = idle.iterator(); each.hasNext(); ) {
                Engine engine = each.next();
                if (engine.isFor(names)) {
                    each.remove();
                    return engine;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back an engine whose last use went well. */
    void put(Engine engine) {
        lock.lock();
        try {
            idle.addFirst(engine);
            if (idle.size() > MOST) {
                idle.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }
}
