package io.memo.spring.autoconfigure.parts;

import io.memo.engine.refresh.RefreshPool;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Makes the pool in which results are computed anew behind their callers. */
public final class RefreshThreads {

    private RefreshThreads() {}

    /** Returns a pool of as many threads, virtual ones where Boot is told to use them and the JDK has them. */
    public static RefreshPool pool(int threads, int waiting, Environment environment) {
        return Threading.VIRTUAL.isActive(environment)
                ? RefreshPool.ofThreads(
                        threads, waiting, new VirtualThreadTaskExecutor("memo-refresh-").getVirtualThreadFactory())
                : RefreshPool.ofThreads(threads, waiting);
    }
}
