package io.memo.engine.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the results of a method are wrapped that are not there when it returns. What is stored is the value that they complete
 * with; each caller gets a wrapper of its own. Safe for use by several threads.
 */
public interface AsyncResults {

    /** Futures: the method is called when its caller calls it. */
    AsyncResults FUTURES = call -> call.value(returned -> (CompletionStage<?>) returned);

    /**
     * Returns what the caller gets.
     *
     * @param call answers the call, now or whenever the caller asks for the value, as often as it does
     * @throws Throwable what the method throws before it returns
     */
    Object present(Call call) throws Throwable;

    /**
     * A call of the method. It is answered with what is stored, with what a computation under way gives, or by running the
     * method. When the last caller that waits for a computation cancels, the computation is cancelled.
     */
    interface Call {

        /** Returns whether {@link io.memo.KeyDimension}s belong to its key. */
        boolean hasDimensions();

        /**
         * Returns this call with what {@link io.memo.KeyDimension}s are for this thread now; otherwise they are asked when it is answered.
         *
         * @throws io.memo.AbsentDimensionException if one has no value, and that is to be refused
         */
        Call byThisThread();

        /**
         * Answers the call with one value.
         *
         * @param begin turns what the method returned into a stage that completes with its value; called at most once
         * @return a future of its own: to cancel it, or to complete it, disturbs nobody else
         * @throws Throwable what the method throws before it returns
         */
        CompletableFuture<@Nullable Object> value(Function<Object, CompletionStage<?>> begin) throws Throwable;

        /**
         * Answers the call with elements, as they come; what the method throws is signalled too. All of them are stored as a
         * list when the last one is there.
         *
         * @param begin turns what the method returned into a publisher of its elements; called at most once
         */
        void elements(Function<Object, Flow.Publisher<?>> begin, Flow.Subscriber<? super Object> subscriber);
    }
}
