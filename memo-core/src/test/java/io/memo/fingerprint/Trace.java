package io.memo.fingerprint;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Notes which methods run; called by instrumented classes of other loaders. */
public final class Trace {

    private static final Set<String> RAN = ConcurrentHashMap.newKeySet();

    private Trace() {}

    /** Notes a method. */
    public static void ran(String method) {
        RAN.add(method);
    }

    /** Returns the methods noted so far and forgets them. */
    static Set<String> taken() {
        Set<String> taken = new TreeSet<>(RAN);
        RAN.clear();
        return taken;
    }
}
