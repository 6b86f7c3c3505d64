package io.memo.fingerprint.callgraph.classes;

import io.memo.fingerprint.ClassFileSource;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;

/** What makes a manifest line that no other process has, and in this one no other source of class files. */
public final class ProcessToken {

    private static final UUID ID = UUID.randomUUID();
    private static final Map<ClassFileSource, String> TOKENS = Collections.synchronizedMap(new WeakHashMap<>());

    private ProcessToken() {}

    /** Returns the token of a source, the same each time. Safe for use by several threads. */
    public static String tokenFor(ClassFileSource source) {
        synchronized (TOKENS) {
            return TOKENS.computeIfAbsent(
                    source, ignored -> ID + "." + UUID.randomUUID().toString().substring(0, 8));
        }
    }
}
