package io.memo.thread;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that keep no JVM from its end, and hold on to nothing of whoever asked first: neither a class loader nor inherited thread
 * locals. Immutable.
 *
 * @param name the name of each
 */
public record DaemonThreads(String name) implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
