package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.ambient.AmbientCalls;
import io.memo.fingerprint.callgraph.classes.Application;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what library methods read, each looked up once under its type and the types above. Not thread-safe. */
public final class AmbientReads {

    /** Of their types the tables name all that have such a method, so that no class file is read for the question. */
    private static final List<String> NAMED_IN_FULL = List.of("java/", "javax/", "kotlin/", "[");

    private final Application application;
    private final Map<MethodRef, Optional<FindingKind>> known = new HashMap<>();

    public AmbientReads(Application application) {
        this.application = application;
    }

    /** Returns what a call of the library method reads, or null if it is not known to read anything. */
    public @Nullable FindingKind kindOf(MethodRef method) {
        Optional<FindingKind> kind = known.get(method);
        if (kind == null) {
            kind = Optional.ofNullable(
                    isNamedInFull(method)
                            ? AmbientCalls.kindOf(method)
                            : AmbientCalls.kindOf(method, application.supertypes(method.owner())));
            known.put(method, kind);
        }
        return kind.orElse(null);
    }

    /** Every enum inherits the number that its constants have for hash tables, and no table names all enums. */
    private static boolean isNamedInFull(MethodRef method) {
        return !method.name().equals("hashCode") && NAMED_IN_FULL.stream().anyMatch(method.owner()::startsWith);
    }
}
