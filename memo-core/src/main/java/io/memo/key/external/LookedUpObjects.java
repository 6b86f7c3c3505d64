package io.memo.key.external;

import io.memo.ValuePart;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.Dependency;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.Outline;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.lang.reflect.Proxy;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

    /**
     * Which objects of a container a look-up may hand out, so that what they hold counts:
     *
     * <ul>
     *   <li>those of classes of which reached code reads a field;
     *   <li>those of foreseen classes that inherit fields from a library, which the library's code reads;
     *   <li>lambdas, proxies and others of a class that was not foreseen, of a type that the code deals with;
     *   <li>values and objects of the application that a constant names.
     * </ul>
     *
     * Services of libraries are not among them, for they count by their names. Two of equal components choose the same.
     *
     * @param owners the binary names of the classes of which fields are read
     * @param foreseen those of the classes whose code is known
     * @param words the constants of the code that may be names
     * @param objects knows what belongs to the application
     */
    private record LookedUpChoice(Set<String> owners, Set<String> foreseen, Set<String> words, ExternalObjects objects)
            implements ManagedObjects.Choice {

        private static final List<Class<?>> VALUES = List.of(
                Collection.class,
                Map.class,
                Number.class,
                CharSequence.class,
                Optional.class,
                AtomicReference.class,
                AtomicBoolean.class,
                Temporal.class,
                TemporalAmount.class,
                Object[].class);

        static LookedUpChoice of(CodeFingerprint code, ExternalObjects objects) {
            Set<String> owners = new HashSet<>(code.wholeTypes());
            code.externalVariables().stream()
                    .filter(variable -> !variable.isStatic())
                    .map(ExternalVariable::owner)
                    .forEach(owners::add);
            return new LookedUpChoice(Set.copyOf(owners), code.liveTypes(), code.words(), objects);
        }

        @Override
        public boolean includes(String name, Class<?> type) {
            if (isBelow(type, owners)) {
                return true;
            }
            boolean isNamed = words.contains(name);
            if (objects.isApplication(type) || Proxy.isProxyClass(type)) {
                boolean isDealtWith =
                        foreseen.contains(type.getName()) ? new ForeignState(objects).isIn(type) : isOf(type, foreseen);
                return isNamed || isDealtWith;
            }
            return isNamed && VALUES.stream().anyMatch(each -> each.isAssignableFrom(type));
        }

        private static boolean isBelow(Class<?> type, Set<String> types) {
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                if (types.contains(c.getName())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isOf(Class<?> type, Set<String> types) {
            if (isBelow(type, types)) {
                return true;
            }
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                for (Class<?> above : c.getInterfaces()) {
                    if (isOf(above, types)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
