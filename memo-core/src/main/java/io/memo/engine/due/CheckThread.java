package io.memo.engine.due;

/** The thread that checks stored results behind the callers, and the time that it goes by. Safe for use by several threads. */
public interface CheckThread {

    /** Returns nanoseconds since some fixed moment. */
    long nanos();

    /** Returns how long the current thread was at work so far, in nanoseconds; asked by tasks alone. */
    long worked();

    /** Has the task run after some time, never two at once; not at all once this is closed. Returns what calls it off. */
    Runnable after(long nanos, Runnable task);
}
