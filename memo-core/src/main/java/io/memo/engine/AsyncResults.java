package io.memo.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the results of a method are wrapped that are not there when it returns. What is stored is the value that they complete
 * with; each caller gets a wrapper of its own. Safe for use by several threads.
 */
public interface AsyncResults {

    /** Futures: the method is called when its caller calls it. */
    AsyncResults FUTURES = call -> call.answer(returned -> (CompletionStage<?>) returned);

    /**
     * Returns what the caller gets.
     *
     * @param call answers the call, now or whenever the caller asks for the value, as often as it does
     * @throws Throwable what the method throws before it returns
     */
    Object present(Call call) throws Throwable;

    /** A call of the method. */
    @FunctionalInterface
    interface Call {

        /**
         * Answers the call: with a stored value, that of a computation under way, or by running the method.
         *
         * @param completion turns what the method returned into a stage that completes with its value; called at most once
         * @return a future of its own: to cancel it, or to complete it, disturbs nobody else
         * @throws Throwable what the method throws before it returns
         */
        CompletableFuture<@Nullable Object> answer(Function<Object, CompletionStage<?>> completion) throws Throwable;
    }
}
