package io.memo.spring.async;

import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.AsyncResults.Call;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The publishers of Reactor. The call is answered when somebody subscribes, each time; the method runs in the context of the
 * subscriber that made it run.
 */
final class ReactorResults {

    private ReactorResults() {}

    static @Nullable AsyncResults of(Class<?> type) {
        if (type == Mono.class) {
            return ReactorResults::value;
        }
        return type == Flux.class || type == Publisher.class ? ReactorResults::elements : null;
    }

    private static Mono<Object> value(Call call) {
        return Mono.deferContextual(context -> {
            try {
                return Mono.fromFuture(RestoredThreadLocals.in(context, call)
                        .value(returned ->
                                ((Mono<?>) returned).contextWrite(context).toFuture()));
            } catch (Throwable thrown) {
                return Mono.error(thrown);
            }
        });
    }

    private static Flux<Object> elements(Call call) {
        return Flux.deferContextual(context -> {
            Call asked = RestoredThreadLocals.in(context, call);
            return JdkFlowAdapter.flowPublisherToFlux(
                    subscriber -> asked.elements(returned -> inContext(returned, context), subscriber));
        });
    }

    private static Flow.Publisher<?> inContext(Object returned, ContextView context) {
        return JdkFlowAdapter.publisherToFlowPublisher(
                Flux.from((Publisher<?>) returned).contextWrite(context));
    }
}
