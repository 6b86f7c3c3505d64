package io.memo.engine;

import io.memo.FunctionOptions;
import io.memo.ValuePart;
import io.memo.fingerprint.CallPlace;
import io.memo.fingerprint.FunctionCode;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.external.ExternalObjects;
import io.memo.key.external.ReadFields;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The code behind a function, and that of the objects it captured or holds: a lambda that calls a captured one depends on
 * what that reads. Which objects those are is found by hashing the function once, as it will be for its key; what is put
 * into a captured collection later is not foreseen, and counts as an unforeseen argument does.
 *
 * @param code the code
 * @param along the classes of the objects that the function brings along
 */
record FunctionReach(FunctionCode code, Set<Class<?>> along) {

    /**
     * Returns null if the code cannot be found.
     *
     * @param besides classes whose code counts whatever the function holds
     */
    static @Nullable FunctionReach of(
            Object function,
            Method method,
            @Nullable CallPlace handedTo,
            FunctionOptions options,
            Collection<Class<?>> besides,
            EngineSettings settings) {
        Class<?> type = function.getClass();
        Set<Class<?>> along = new LinkedHashSet<>(besides);
        while (true) {
            FunctionCode code = settings.fingerprinter().function(type, method, along, handedTo);
            if (code == null) {
                return null;
            }
            Set<Class<?>> met = met(function, code, options, settings);
            met.remove(type);
            // More code may read more fields, and these may hold more.
            if (!along.addAll(met)) {
                return new FunctionReach(code, Set.copyOf(along));
            }
        }
    }

    private static Set<Class<?>> met(
            Object function, FunctionCode code, FunctionOptions options, EngineSettings settings) {
        Set<Class<?>> met = ConcurrentHashMap.newKeySet();
        ManagedObjects objects = new ExternalObjects(settings.managedObjects(), settings.fingerprinter(), code.home());
        StructuralHasher hasher = StructuralHasher.builder()
                .scope(settings.hashing())
                .hashersFirst(options.hashers())
                .hashers(settings.hashers())
                .managedObjects(objects)
                .maxNodes(settings.maxNodes())
                .fields(new ReadFields(code.fingerprint(), code.home().getClassLoader()))
                .behaviour(type -> {
                    if (!code.fingerprint().liveTypes().contains(type.getName())
                            && settings.fingerprinter().inScope(type)) {
                        met.add(type);
                    }
                    return null;
                })
                .build();
        try {
            hasher.hash(function, new Origin(code.name(), ValuePart.EXTERNAL_VARIABLE, "this"));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // Whatever cannot be hashed now is met again by the call, which says so by the policy.
            return met;
        }
        return met;
    }

    /** Returns the types of what the code may return; types that are not there are left out with all others. */
    static Set<Class<?>> resultTypes(FunctionCode code) {
        Set<Class<?>> types = new HashSet<>();
        ClassLoader loader = code.home().getClassLoader();
        for (String descriptor : code.results()) {
            try {
                types.add(MethodType.fromMethodDescriptorString("()" + descriptor, loader)
                        .returnType());
            } catch (TypeNotPresentException e) {
                return Set.of();
            }
        }
        return types;
    }
}
