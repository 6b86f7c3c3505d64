package io.memo.key;

import io.memo.UnhashableTypeException;
import io.memo.ValuePart;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.Encodings;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.util.List;

/**
 * Reads the external variables of one method, at every call: the statics that its code reads, and what is found by
 * walking from the target through the fields that its code reads. There is no data-flow analysis behind it. An object of
 * a known application class counts with those of its fields that reached code reads, anything else in full, see
 * {@link ReadFields}; that is never less than what the code can see.
 *
 * <p>Safe for use by several threads.
 */
public final class ExternalVariables {

    private final StructuralHasher hasher;
    private final Origin origin;
    private final boolean readsInstances;
    private final List<StaticVariable> statics;

    /**
     * @param spec the method
     * @param code what its code reads
     * @param hasher hashes with the selection of {@link ReadFields}
     */
    public ExternalVariables(MethodSpec spec, CodeFingerprint code, StructuralHasher hasher) {
        this.hasher = hasher;
        this.origin = new Origin(spec.name(), ValuePart.EXTERNAL_VARIABLE, "this");
        this.readsInstances = !code.wholeTypes().isEmpty()
                || code.externalVariables().stream().anyMatch(variable -> !variable.isStatic());
        ClassLoader loader = spec.targetClass().getClassLoader();
        this.statics = code.externalVariables().stream()
                .filter(variable -> variable.isStatic())
                .map(variable -> new StaticVariable(variable, loader, spec.name()))
                .toList();
    }

    /**
     * Writes what the external variables are now.
     *
     * @param target the object that the method is called on, without proxies
     * @throws UnhashableTypeException if one of them cannot be hashed soundly
     * @throws LinkageError if a class that holds a static cannot be initialised
     */
    void encode(Object target, Encodings parts) {
        if (readsInstances) {
            hasher.encode(target, origin, parts);
        }
        for (StaticVariable variable : statics) {
            variable.encode(hasher, parts);
        }
    }
}
