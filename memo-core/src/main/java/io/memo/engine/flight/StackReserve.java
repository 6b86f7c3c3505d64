package io.memo.engine.flight;

import java.util.concurrent.ForkJoinPool;

/**
 * Makes sure that some stack is left before a flight is started. A {@link StackOverflowError} of the method unwinds to the
 * frame that started the flight and must find there what it takes to end it, or all others would wait in vain. The stack
 * that was there before the method ran is there again after it.
 */
public final class StackReserve {

    private static final int FRAMES = 200;
    private static final int MANY_FRAMES = 1_000;

    private StackReserve() {}

    /**
     * Ensures that {@value #FRAMES} frames of stack are left.
     *
     * @throws StackOverflowError if there are fewer
     */
    public static void ensure() {
        descend(FRAMES);
    }

    /**
     * Runs the task, which ends a flight: by the current thread if it has plenty of stack left, else by a worker of the
     * common pool. Futures that complete each other in a long row run deep.
     */
    public static void run(Runnable task) {
        try {
            descend(MANY_FRAMES);
        } catch (StackOverflowError e) {
            ForkJoinPool.commonPool().execute(task);
            return;
        }
        task.run();
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
