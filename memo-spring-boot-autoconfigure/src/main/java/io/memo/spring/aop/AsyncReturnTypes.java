package io.memo.spring.aop;

import io.memo.engine.AsyncResults;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Knows the return types whose value comes later: futures, and, where Reactor is there, its publishers. */
final class AsyncReturnTypes {

    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Mono", AsyncReturnTypes.class.getClassLoader());

    private AsyncReturnTypes() {}

    /** Returns how the results of the method are wrapped, or null if they are there when it returns. */
    static @Nullable AsyncResults of(Method method) {
        Class<?> type = method.getReturnType();
        if (type == CompletableFuture.class || type == CompletionStage.class) {
            return AsyncResults.FUTURES;
        }
        return REACTOR ? ReactorResults.of(type) : null;
    }
}
