package io.memo.engine;

import io.memo.engine.refresh.RefreshPool;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor that runs tasks when it is told to, by the thread that tells it. */
final class HeldTasks implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean refusing;
    private boolean ended;

    RefreshPool pool(int most) {
        return new RefreshPool(this, () -> ended = true, most);
    }

    @Override
    public void execute(Runnable task) {
        if (refusing) {
            throw new RejectedExecutionException("told to refuse");
        }
        tasks.add(task);
    }

    void refuse(boolean all) {
        refusing = all;
    }

    boolean isEnded() {
        return ended;
    }

    int waiting() {
        return tasks.size();
    }

    /** Runs the one that has waited longest. */
    void runFirst() {
        tasks.remove().run();
    }

    /** Runs all that wait, and what these add; returns how many. */
    int run() {
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            count++;
        }
        return count;
    }
}
