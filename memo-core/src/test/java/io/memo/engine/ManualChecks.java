package io.memo.engine;

import io.memo.engine.due.CheckThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs checks when the test moves the time, in the thread of the test. */
final class ManualChecks implements CheckThread {

    private final FakeTicker ticker;
    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private long worked;
    private boolean running;

    /** @param ticker moved along */
    ManualChecks(FakeTicker ticker) {
        this.ticker = ticker;
    }

    private record Task(long at, Runnable what) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long worked() {
        return worked;
    }

    @Override
    public Runnable after(long nanos, Runnable what) {
        Task task = new Task(now + nanos, what);
        tasks.add(task);
        return () -> tasks.removeIf(each -> each == task);
    }

    /** Lets a check take that long, by whichever thread. */
    void work(Duration time) {
        worked += running ? time.toNanos() : 0;
        move(time.toNanos());
    }

    private void move(long nanos) {
        now += nanos;
        ticker.advance(Duration.ofNanos(nanos));
    }

    /** Lets time pass, and runs what is due meanwhile. */
    void advance(Duration time) {
        long end = now + time.toNanos();
        for (Task next = first(); next != null && next.at <= end; next = first()) {
            move(Math.max(0, next.at - now));
            tasks.remove(next);
            running = true;
            next.what.run();
            running = false;
        }
        move(Math.max(0, end - now));
    }

    private Task first() {
        return tasks.stream().min(Comparator.comparingLong(Task::at)).orElse(null);
    }

    /** Returns how many runs are to come. */
    int scheduled() {
        return tasks.size();
    }
}
