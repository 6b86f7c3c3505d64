package io.memo.engine;

import io.memo.InvalidMemoizeException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.channels.Channel;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * What a function returns, as far as that can be told: before the first call by the types in its code, which say little
 * where they are erased, and else by the first result.
 *
 * @param name the name of the function
 * @param types what it may return; empty if nothing is known
 */
record FunctionResults(String name, Set<Class<?>> types) {

    private static final String ONCE = "can be used only once";
    private static final String COLLECT = "Return what it yields: a List, a byte[], a String.";
    private static final String LATER = "stands for a value that is not there yet";
    private static final String AWAIT =
            "Return a CompletableFuture or CompletionStage, from a function whose own type says so.";

    private static final List<Class<?>> USED_ONCE = List.of(
            BaseStream.class,
            Iterator.class,
            Spliterator.class,
            Enumeration.class,
            InputStream.class,
            Reader.class,
            Channel.class);

    private static final List<Class<?>> NOT_THERE = List.of(Future.class, CompletionStage.class, Flow.Publisher.class);

    FunctionResults {
        types = Set.copyOf(types);
    }

    /**
     * Returns how the results are wrapped, or null if they are there when the function returns.
     *
     * @throws InvalidMemoizeException if the types say that results cannot be kept
     */
    @Nullable
    AsyncResults wrapping() {
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
    Object usable(@Nullable Object result) {
        if (result != null) {
            requireKept(result.getClass());
        }
        return result;
    }

    private void requireKept(Class<?> type) {
        if (type == Void.class || type == void.class) {
            throw new InvalidMemoizeException(
                    "The function %s returns nothing that could be kept.".formatted(name), "Return a value.");
        }
        refuse(type, USED_ONCE, ONCE, COLLECT);
        refuse(type, NOT_THERE, LATER, AWAIT);
    }

    private void refuse(Class<?> type, List<Class<?>> refused, String reason, String remedy) {
        if (refused.stream().anyMatch(each -> each.isAssignableFrom(type))) {
            throw new InvalidMemoizeException(
                    "The function %s returns a %s, which %s, so it cannot be returned to several callers."
                            .formatted(name, type.getTypeName(), reason),
                    remedy);
        }
    }
}
