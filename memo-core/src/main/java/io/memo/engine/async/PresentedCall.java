package io.memo.engine.async;

import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call as its result is presented: each time that somebody asks for the value it is answered anew. */
record PresentedCall(
        AsyncCalls calls,
        MemoizationSwitch memoization,
        Object target,
        @Nullable Object[] arguments,
        Invocation body) implements AsyncResults.Call {

    @Override
    public CompletableFuture<@Nullable Object> value(Function<Object, CompletionStage<?>> begin) throws Throwable {
        Passenger passenger = new Passenger(call(returned -> new Pending.Value(begin.apply(returned))));
        answer(passenger);
        return passenger.answer();
    }

    @Override
    public void elements(Function<Object, Flow.Publisher<?>> begin, Flow.Subscriber<? super Object> subscriber) {
        StreamPassenger passenger = new StreamPassenger(
                call(returned -> new Pending.Elements(calls.elements().recording(begin.apply(returned)))),
                subscriber,
                calls.elements().each());
        subscriber.onSubscribe(passenger.subscription());
        if (passenger.waits()) {
            try {
                answer(passenger);
            } catch (Throwable thrown) {
                passenger.land(null, thrown);
            }
        }
    }

    private AsyncCall call(Function<Object, Pending> begin) {
        return new AsyncCall(target, arguments, memoization.call(target, arguments, body), begin);
    }

    private void answer(Passenger passenger) throws Throwable {
        if (memoization.bypasses(target, arguments)) {
            calls.direct(passenger);
        } else {
            calls.answer(passenger);
        }
    }
}
