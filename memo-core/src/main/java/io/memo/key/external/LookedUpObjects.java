package io.memo.key.external;

import io.memo.ValuePart;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.Dependency;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The objects of the container that reached code may be handed by a look-up, so that no field of the target leads to them: those of
 * classes of which it reads a field. They count as the target does.
 */
final class LookedUpObjects {

    private final ExternalObjects objects;
    private final String method;
    private final Set<String> owners;

    private LookedUpObjects(ExternalObjects objects, String method, Set<String> owners) {
        this.objects = objects;
        this.method = method;
        this.owners = owners;
    }

    /** Returns those of the method; there are none where its code looks nothing up. */
    static LookedUpObjects of(MethodSpec spec, CodeFingerprint code, ExternalObjects objects) {
        Set<String> owners = new HashSet<>();
        if (code.looksUpObjects()) {
            owners.addAll(code.wholeTypes());
            code.externalVariables().stream()
                    .filter(variable -> !variable.isStatic())
                    .map(ExternalVariable::owner)
                    .forEach(owners::add);
        }
        return new LookedUpObjects(objects, spec.name(), Set.copyOf(owners));
    }

    boolean areAny() {
        return !owners.isEmpty();
    }

    void encode(Object target, StructuralHasher hasher, Encodings parts) {
        each(target, (object, origin) -> {
            hasher.encode(origin.name(), origin, parts);
            hasher.encode(object, origin, parts);
        });
    }

    void outlines(Object target, StructuralHasher hasher, List<Outline> outlines) {
        each(target, (object, origin) -> outlines.add(hasher.outline(object, origin)));
    }

    void dependencies(Object target, StructuralHasher hasher, List<Dependency> met) {
        each(target, (object, origin) -> met.addAll(hasher.dependencies(object, origin)));
    }

    private void each(Object target, BiConsumer<Object, Origin> use) {
        if (owners.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Object> each : objects.objectsOf(owners).entrySet()) {
            if (each.getValue() != target) {
                use.accept(each.getValue(), new Origin(method, ValuePart.EXTERNAL_VARIABLE, each.getKey()));
            }
        }
    }
}
