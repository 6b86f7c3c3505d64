package io.memo.engine;

import java.time.Duration;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Single flight, clear and expiry together, over the engine as it is. The memoized method reads a version that memo cannot
 * see; who writes a new one clears afterwards, as a user would, and no run reads it between the two. However threads
 * interleave, all this has to look like one plain variable: no call that begins after a clear has ended gets a version from
 * before it.
 */
public class LinearizabilityTests {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private int version;
    private final Fixture fixture = new Fixture().ttl(Duration.ofSeconds(1)).sameThreadMaintenance();
    private final MemoEngine engine = fixture.engine();
    private final MethodMemoizer method = engine.add(fixture.spec("Target.compute"));

    @Operation
    public int call() {
        return (Integer) fixture.call(method, "a", this::read);
    }

    @Operation
    public void publish() {
        publish(engine::clear);
    }

    @Operation
    public void publishForOne() {
        publish(() -> engine.clear("Target.compute", "a"));
    }

    /** Without the lock a run may read the new version before the clear, and its caller hit the old one afterwards. */
    private int read() {
        lock.readLock().lock();
        try {
            return version;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void publish(Runnable clear) {
        lock.writeLock().lock();
        try {
            version++;
            clear.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Operation
    public void expire() {
        fixture.ticker.advance(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("3.1, 3.7: what Lincheck's threads see can be put in a row")
    void concurrentOperationsHaveAnOrder() {
        new StressOptions()
                .threads(2)
                .actorsPerThread(4)
                .iterations(Integer.getInteger("memo.lincheck.scenarios", 5))
                .invocationsPerIteration(300)
                .sequentialSpecification(Variable.class)
                .check(LinearizabilityTests.class);
    }

    /** What it has to look like. */
    public static class Variable {

        private int version;

        public int call() {
            return version;
        }

        public void publish() {
            version++;
        }

        public void publishForOne() {
            version++;
        }

        public void expire() {}
    }
}
