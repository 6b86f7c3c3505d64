package io.memo.returns;

import io.memo.InvalidMemoizeException;
import io.memo.ReturnMode;
import io.memo.call.MethodSpec;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.hash.identity.HashingScope;
import io.memo.returns.pass.Types;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frozen results and copies of one method, or none; what its types show to be impossible is refused. */
public final class ReturnedForms {

    private ReturnedForms() {}

    /**
     * Returns them, or null where callers get the stored object itself.
     *
     * @param hasher hashes its results
     * @param origin names the method
     * @param scope what is shared with the other hashers of the engine
     * @param managed knows beans
     * @throws InvalidMemoizeException if what the method declares cannot be frozen or copied
     */
    public static @Nullable ResultForms of(
            MethodSpec spec,
            boolean async,
            StructuralHasher hasher,
            Origin origin,
            HashingScope scope,
            ManagedObjects managed) {
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
        StructuralHasher plain = StructuralHasher.builder().scope(scope).build();
        Impossible impossible = impossible(spec.method(), spec.targetClass(), async, mode, plain);
        if (impossible != null) {
            List<String> remedies = ResultForms.remedies(mode, impossible.remedy(), impossible.copied());
            throw refuse(
                    spec,
                    "its result cannot be: %s.".formatted(impossible.problem()),
                    "Any one of these: %s.".formatted(String.join("; ", remedies)));
        }
        Class<?> type = async ? Object.class : spec.method().getReturnType();
        ResultForms forms = new ResultForms(mode, hasher, plain, managed, origin, type);
        scope.add(forms);
        return forms;
    }

    /**
     * Refuses a function whose own type cannot take what a frozen collection is.
     *
     * @param types what its code returns
     */
    public static void requireTaken(String name, ReturnMode mode, Collection<Class<?>> types) {
        for (Class<?> type : types) {
            if (mode == ReturnMode.FROZEN && !mayTakeFrozen(type)) {
                throw new InvalidMemoizeException(
                        "The function %s: returns = FROZEN, but it, or a lambda that cannot be told from it, returns a %s, which no unmodifiable collection is."
                                .formatted(name, type.getName()),
                        "Let it return a List, Set, Map or Collection, or use ReturnMode.COPY.");
            }
        }
    }

    /** Returns whether a variable of the type may refer to what is made of a collection or map; of other types nothing is made. */
    private static boolean mayTakeFrozen(Class<?> type) {
        return !Types.isJdk(type) || !Types.isContainer(type) || DeclaredReturnTypes.takesFrozen(type);
    }

    /**
     * What speaks against frozen results or copies of a method.
     *
     * @param problem the place, its type and why, in a few words
     * @param remedy what helps besides another mode, or empty
     * @param copied whether each caller can have a copy instead, as far as the declared type tells
     */
    public record Impossible(String problem, String remedy, boolean copied) {}

    /**
     * Returns what speaks against the mode for a method, or null if nothing does as far as its declared type tells.
     *
     * @param home the class of its targets
     */
    public static @Nullable Impossible impossible(Method method, Class<?> home, boolean async, ReturnMode mode) {
        try (HashingScope scope = new HashingScope()) {
            StructuralHasher plain = StructuralHasher.builder().scope(scope).build();
            return impossible(method, home, async, mode, plain);
        }
    }

    private static @Nullable Impossible impossible(
            Method method, Class<?> home, boolean async, ReturnMode mode, StructuralHasher plain) {
        Type returned = method.getGenericReturnType();
        Type declared = async ? valueOf(returned) : returned;
        Proof proof = new Proof(plain, plain::isPlain, ManagedObjects.NONE);
        CopyForms copies = new CopyForms(proof);
        boolean frozen = mode == ReturnMode.FROZEN;
        DeclaredReturnTypes.Found found =
                DeclaredReturnTypes.in(declared, home, mode, frozen ? new FrozenForms(proof)::of : copies::of);
        return found == null
                ? null
                : new Impossible(
                        "%s (%s): %s".formatted(found.path(), found.type().getTypeName(), found.reason()),
                        found.remedy(),
                        frozen && DeclaredReturnTypes.in(declared, home, ReturnMode.COPY, copies::of) == null);
    }

    private static Type valueOf(Type wrapper) {
        return wrapper instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : Object.class;
    }

    private static InvalidMemoizeException refuse(MethodSpec spec, String problem, String remedy) {
        return spec.refusal("returns = %s, but %s".formatted(spec.returns(), problem), remedy);
    }
}
