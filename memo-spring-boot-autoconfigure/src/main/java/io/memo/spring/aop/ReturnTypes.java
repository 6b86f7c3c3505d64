package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Refuses methods whose results cannot be given twice. */
final class ReturnTypes {

    private static final String COLLECT = "Return what it yields: a List, a byte[], a String.";
    private static final String AWAIT = "Return a CompletableFuture, a CompletionStage, or Reactor's Mono or Flux.";

    private static final List<Refusal> REFUSED = List.of(
            new Refusal("java.util.stream.BaseStream", "can be consumed only once", COLLECT),
            new Refusal("java.util.Iterator", "can be consumed only once", COLLECT),
            new Refusal("java.util.Spliterator", "can be consumed only once", COLLECT),
            new Refusal("java.util.Enumeration", "can be consumed only once", COLLECT),
            new Refusal("java.io.InputStream", "can be read only once", COLLECT),
            new Refusal("java.io.Reader", "can be read only once", COLLECT),
            new Refusal("java.nio.channels.Channel", "can be read only once", COLLECT),
            new Refusal("java.util.concurrent.Future", "stands for a value that is not there yet", AWAIT),
            new Refusal("java.util.concurrent.CompletionStage", "stands for a value that is not there yet", AWAIT),
            new Refusal("org.reactivestreams.Publisher", "stands for values that are not there yet", AWAIT));

    private ReturnTypes() {}

    /** @throws InvalidMemoizeException if results of the method cannot be kept */
    static void check(Method method) {
        Class<?> type = method.getReturnType();
        if (type == void.class || type == Void.class) {
            throw new InvalidMemoizeException(
                    "@Memoize on %s: it returns nothing that could be kept.".formatted(describe(method)),
                    "Remove @Memoize, or return a value.");
        }
        if (AsyncReturnTypes.of(method) != null) {
            return;
        }
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0
                && parameters[parameters.length - 1].getName().equals("kotlin.coroutines.Continuation")) {
            throw new InvalidMemoizeException(
                    "@Memoize on %s: it is a suspend function, which memo cannot keep.".formatted(describe(method)),
                    "Memoize a function that returns the value itself, and call that.");
        }
        for (Refusal refusal : REFUSED) {
            Class<?> refused = refusal.type(method.getDeclaringClass().getClassLoader());
            if (refused != null && refused.isAssignableFrom(type)) {
                throw new InvalidMemoizeException(
                        "@Memoize on %s: a %s %s, so it cannot be returned to several callers."
                                .formatted(describe(method), type.getSimpleName(), refusal.reason),
                        refusal.remedy);
            }
        }
    }

    /** Returns {@code Type.method(Parameter, …)}, as messages name a method. */
    static String describe(Method method) {
        return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName()
                + List.of(method.getParameterTypes()).stream()
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private record Refusal(String typeName, String reason, String remedy) {

        /** Returns the type, or null where the library is not there, so that no method can return it. */
        @Nullable
        Class<?> type(@Nullable ClassLoader loader) {
            return ClassUtils.isPresent(typeName, loader) ? ClassUtils.resolveClassName(typeName, loader) : null;
        }
    }
}
