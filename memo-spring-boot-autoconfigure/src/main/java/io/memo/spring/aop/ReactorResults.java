package io.memo.spring.aop;

import io.memo.engine.AsyncResults;
import io.memo.engine.AsyncResults.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The publishers of Reactor. The call is answered when somebody subscribes, each time; the method runs in the context of the
 * subscriber that made it run. Of a {@link Flux} all elements are kept as a list. A subscriber that cancels disturbs nobody
 * else.
 */
final class ReactorResults {

    private ReactorResults() {}

    static @Nullable AsyncResults of(Class<?> type) {
        if (type == Mono.class) {
            return call -> answer(call, ReactorResults::single);
        }
        return type == Flux.class
                ? call -> answer(call, ReactorResults::all).flatMapIterable(list -> (List<?>) list)
                : null;
    }

    private static Mono<Object> answer(Call call, BiFunction<Object, ContextView, CompletionStage<?>> completion) {
        return Mono.deferContextual(context -> {
            CompletableFuture<@Nullable Object> future;
            try {
                future = call.answer(returned -> completion.apply(returned, context));
            } catch (Throwable thrown) {
                return Mono.error(thrown);
            }
            return Mono.fromFuture(future, true);
        });
    }

    private static CompletionStage<?> single(Object mono, ContextView context) {
        return ((Mono<?>) mono).contextWrite(context).toFuture();
    }

    private static CompletionStage<?> all(Object flux, ContextView context) {
        return ((Flux<?>) flux)
                .collectList()
                .map(List::copyOf)
                .contextWrite(context)
                .toFuture();
    }
}
