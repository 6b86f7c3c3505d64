package io.memo.spring.async;

import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.AsyncResults.Call;
import io.memo.engine.stream.FirstValue;
import io.memo.engine.stream.ValuePublisher;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * The types that Spring adapts to publishers: RxJava's and Mutiny's, and those that the application registers. The call is
 * answered when somebody subscribes, each time.
 *
 * @param adapter of the type
 */
record AdaptedResults(ReactiveAdapter adapter) implements AsyncResults {

    /** Kotlin's types are refused: Spring knows them in some applications only. */
    static @Nullable AsyncResults of(Class<?> type) {
        if (type.getName().startsWith("kotlinx.")) {
            return null;
        }
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        return adapter == null || adapter.getReactiveType() != type || adapter.isNoValue()
                ? null
                : new AdaptedResults(adapter);
    }

    @Override
    public Object present(Call call) {
        Flow.Publisher<Object> publisher = adapter.isMultiValue()
                ? subscriber -> call.elements(this::published, subscriber)
                : new ValuePublisher(() -> call.value(returned -> FirstValue.of(published(returned))));
        return adapter.fromPublisher(FlowAdapters.toPublisher(publisher));
    }

    private Flow.Publisher<?> published(Object returned) {
        return FlowAdapters.toFlowPublisher(adapter.toPublisher(returned));
    }
}
