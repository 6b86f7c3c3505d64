package io.memo.spring.autoconfigure.parts;

import io.memo.engine.MemoEngine;
import org.springframework.context.SmartLifecycle;

/**
 * Has stored results released when the context stops: after all that calls methods, web servers included, and before any bean is destroyed,
 * for {@code onRelease} may need some.
 */
public final class ReleasesAtStop implements SmartLifecycle {

    private final MemoEngine engine;
    private volatile boolean running;

    /** @param engine lets go of its results when the context stops */
    public ReleasesAtStop(MemoEngine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        engine.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
