package io.memo.engine.call;

import io.memo.InvalidMemoizeException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a function returns, as far as that can be told: before the first call by the types in its code, which say little
 * where they are erased, and else by the first result.
 *
 * @param name the name of the function
 * @param types what it may return; empty if nothing is known
 */
public record FunctionResults(String name, Set<Class<?>> types) {

    private static final String AWAIT =
            "Return a CompletableFuture or CompletionStage, from a function whose own type says so.";

    public FunctionResults {
        types = Set.copyOf(types);
    }

    /**
     * Returns how the results are wrapped, or null if they are there when the function returns.
     *
     * @throws InvalidMemoizeException if the types say that results cannot be kept
     */
    @Nullable
    public AsyncResults wrapping() {
        boolean futures = !types.isEmpty()
                && types.stream().allMatch(type -> type == CompletableFuture.class || type == CompletionStage.class);
        if (futures) {
            return AsyncResults.FUTURES;
        }
        if (types.size() == 1) {
            types.forEach(this::requireKept);
        }
        return null;
    }

    /**
     * Returns the result.
     *
     * @throws InvalidMemoizeException if it cannot be kept
     */
    @Nullable
    public Object usable(@Nullable Object result) {
        if (result != null) {
            requireKept(result.getClass());
        }
        return result;
    }

    private void requireKept(Class<?> type) {
        RefusedResult refused = RefusedResult.of(type);
        if (refused == RefusedResult.NOTHING) {
            throw new InvalidMemoizeException(
                    "The function %s returns nothing that could be kept.".formatted(name), "Return a value.");
        }
        if (refused != null) {
            throw new InvalidMemoizeException(
                    "The function %s returns %s, which %s, so it cannot be returned to several callers."
                            .formatted(name, type.getTypeName(), refused.reason()),
                    refused == RefusedResult.LATER ? AWAIT : refused.remedy());
        }
    }
}
