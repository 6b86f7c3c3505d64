package io.memo.engine;

import io.memo.InvalidMemoizeException;
import io.memo.ReturnMode;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.MethodSpec;
import io.memo.returns.ResultForms;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Frozen results and copies of one method, or none; what its types show to be impossible is refused. */
final class ReturnedForms {

    private ReturnedForms() {}

    /**
     * Returns them, or null where callers get the stored object itself.
     *
     * @param hasher hashes its results
     * @param origin names the method
     * @throws InvalidMemoizeException if what the method declares cannot be frozen or copied
     */
    static @Nullable ResultForms of(
            MethodSpec spec, boolean async, StructuralHasher hasher, Origin origin, EngineSettings settings) {
        ReturnMode mode = spec.returns();
        if (mode == ReturnMode.SHARED) {
            return null;
        }
        if (spec.allowOutputMutation()) {
            throw refuse(
                    spec,
                    "with allowOutputMutation = true callers share the stored object and its changes.",
                    "Remove one of the two.");
        }
        StructuralHasher plain =
                StructuralHasher.builder().scope(settings.hashing()).build();
        Type declared = spec.method().getGenericReturnType();
        String[] found = ResultForms.refusal(async ? valueOf(declared) : declared, mode, plain);
        if (found != null) {
            throw refuse(spec, "its result cannot be: %s.".formatted(found[0]), "Any one of these: %s.".formatted(found[1]));
        }
        Class<?> type = async ? Object.class : spec.method().getReturnType();
        return new ResultForms(mode, hasher, plain, settings.managedObjects(), origin, type);
    }

    /**
     * Refuses a function whose own type cannot take what a frozen collection is.
     *
     * @param types what its code returns
     */
    static void requireTaken(String name, ReturnMode mode, Collection<Class<?>> types) {
        for (Class<?> type : types) {
            if (mode == ReturnMode.FROZEN && types.size() == 1 && !ResultForms.mayTakeFrozen(type)) {
                throw new InvalidMemoizeException(
                        "The function %s: returns = FROZEN, but it returns a %s, which no unmodifiable collection is."
                                .formatted(name, type.getName()),
                        "Let it return a List, Set, Map or Collection, or use ReturnMode.COPY.");
            }
        }
    }

    private static Type valueOf(Type wrapper) {
        return wrapper instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : Object.class;
    }

    private static InvalidMemoizeException refuse(MethodSpec spec, String problem, String remedy) {
        return new InvalidMemoizeException(
                "@Memoize on %s (memo.methods.%s): returns = %s, but %s"
                        .formatted(describe(spec.method()), spec.name(), spec.returns(), problem),
                remedy);
    }

    private static String describe(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ", ", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(", ")"));
    }
}
