package io.memo.fingerprint.callgraph;

import io.memo.fingerprint.ClassFileSource;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;

/** What makes a manifest line that no other process has, and in this one no other source of class files. */
final class ThisProcess {

    private static final UUID ID = UUID.randomUUID();
    private static final Map<ClassFileSource, String> TOKENS = Collections.synchronizedMap(new WeakHashMap<>());

    private ThisProcess() {}

    static String tokenFor(ClassFileSource source) {
        synchronized (TOKENS) {
            return TOKENS.computeIfAbsent(
                    source, ignored -> ID + "." + UUID.randomUUID().toString().substring(0, 8));
        }
    }
}
