package io.memo.spring.async;

import io.memo.engine.call.AsyncResults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Knows the return types whose value comes later: futures, and the publishers of Reactor, RxJava and Mutiny where these are there.
 */
public final class AsyncReturnTypes {

    private static final boolean REACTIVE_STREAMS = isPresent("org.reactivestreams.Publisher");
    private static final boolean REACTOR = REACTIVE_STREAMS && isPresent("reactor.core.publisher.Mono");

    private AsyncReturnTypes() {}

    /**
     * Returns how the results are wrapped, or null if they are there when the method returns, or nobody can wrap them. Only the
     * very type is known: a caller that was promised a subtype could not be given one.
     *
     * @param type the type that the method returns
     */
    public static @Nullable AsyncResults of(Class<?> type) {
        if (type == CompletableFuture.class || type == CompletionStage.class) {
            return AsyncResults.FUTURES;
        }
        AsyncResults reactors = REACTOR ? ReactorResults.of(type) : null;
        return reactors == null && REACTIVE_STREAMS ? AdaptedResults.of(type) : reactors;
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, AsyncReturnTypes.class.getClassLoader());
    }
}
