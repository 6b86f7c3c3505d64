package io.memo.engine.async;

import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call as its result is presented: each time that somebody asks for the value it is answered anew.
 *
 * @param decided how, if that was settled before it was asked for
 */
record PresentedCall(
        AsyncCalls calls,
        MemoizationSwitch memoization,
        Object target,
        @Nullable Object[] arguments,
        Invocation body,
        @Nullable Decided decided)
        implements AsyncResults.Call {

    /** @param keyed the arguments with the dimensions behind them, null if the method is only to be run */
    private record Decided(@Nullable Object @Nullable [] keyed) {}

    @Override
    public boolean hasDimensions() {
        return memoization.hasDimensions();
    }

    @Override
    public AsyncResults.Call byThisThread() {
        return hasDimensions() ? new PresentedCall(calls, memoization, target, arguments, body, decide()) : this;
    }

    private Decided decide() {
        return decided != null ? decided : new Decided(memoization.keyed(target, arguments));
    }

    @Override
    public CompletableFuture<@Nullable Object> value(Function<Object, CompletionStage<?>> begin) throws Throwable {
        Decided how = decide();
        Passenger passenger = Passenger.of(call(how, returned -> new Pending.Value(begin.apply(returned))));
        answer(how, passenger);
        return passenger.answer();
    }

    @Override
    public void elements(Function<Object, Flow.Publisher<?>> begin, Flow.Subscriber<? super Object> subscriber) {
        Decided how = new Decided(null);
        Throwable refused = null;
        try {
            how = decide();
        } catch (RuntimeException | Error thrown) {
            refused = thrown;
        }
        StreamPassenger passenger = new StreamPassenger(
                call(how, returned -> new Pending.Elements(calls.elements().recording(begin.apply(returned)))),
                subscriber,
                calls.elements().each());
        subscriber.onSubscribe(passenger.subscription());
        if (refused != null) {
            passenger.land(null, refused);
            return;
        }
        if (passenger.waits()) {
            try {
                answer(how, passenger);
            } catch (Throwable thrown) {
                passenger.land(null, thrown);
            }
        }
    }

    private AsyncCall call(Decided how, Function<Object, Pending> begin) {
        @Nullable Object[] keyed = how.keyed();
        return new AsyncCall(
                target,
                keyed != null ? keyed : arguments,
                memoization.call(target, arguments, body),
                begin,
                // A subscriber's own were asked for it, within what it has.
                () -> decided != null ? keyed : memoization.keyed(target, arguments));
    }

    private void answer(Decided how, Passenger passenger) throws Throwable {
        if (how.keyed() == null) {
            calls.direct(passenger);
        } else {
            calls.answer(passenger);
        }
    }
}
