package io.memo.engine.refresh;

/** What a thread has that calls, as far as a run behind it needs it: thread locals such as the one of the login. Safe for use by several threads. */
@FunctionalInterface
public interface CallerContext {

    /** Nothing is taken along. */
    CallerContext NONE = task -> task;

    /** Returns the task as it runs within what the calling thread has now, by whatever thread; that one has its own again afterwards. */
    Runnable with(Runnable task);
}
