package io.memo.key.external;

import io.memo.ValuePart;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.hash.Dependency;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the container that reached code may be handed by a look-up, so that no field of the target leads to them. They
 * count as the target does, see {@link LookedUpChoice}.
 */
final class LookedUpObjects {

    private final ExternalObjects objects;
    private final String method;
    private final @Nullable LookedUpChoice choice;

    private LookedUpObjects(ExternalObjects objects, String method, @Nullable LookedUpChoice choice) {
        this.objects = objects;
        this.method = method;
        this.choice = choice;
    }

    /** Returns those of the method; there are none where its code looks nothing up. */
    static LookedUpObjects of(MethodSpec spec, CodeFingerprint code, ExternalObjects objects) {
        return new LookedUpObjects(
                objects, spec.name(), code.looksUpObjects() ? LookedUpChoice.of(code, objects) : null);
    }

    boolean areAny() {
        return choice != null;
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
        if (choice == null) {
            return;
        }
        for (Map.Entry<String, Object> each : objects.objectsOf(choice).entrySet()) {
            if (each.getValue() != target && !isOfLibrary(each.getValue())) {
                use.accept(each.getValue(), new Origin(method, ValuePart.EXTERNAL_VARIABLE, each.getKey()));
            }
        }
    }

    /** A client or a repository that a library made of the application's interface counts by its name. */
    private boolean isOfLibrary(Object object) {
        return Proxy.isProxyClass(object.getClass()) && objects.nameOf(object) != null;
    }
}
