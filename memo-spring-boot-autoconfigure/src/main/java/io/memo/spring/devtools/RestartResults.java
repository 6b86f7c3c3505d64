package io.memo.spring.devtools;

import io.memo.store.handover.HandoverPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.devtools.restart.Restarter;

/**
 * Results between two restarts of DevTools, as an attribute of its restarter: the one thing that outlives them and nothing
 * else. Safe for use by several threads.
 */
public final class RestartResults implements HandoverPlace {

    /** With the version of what is left there: memo itself may be restarted in another one. */
    private static final String NAME = RestartResults.class.getName() + "/1";

    private final Queue<Map<String, Object>> results;

    private RestartResults(Queue<Map<String, Object>> results) {
        this.results = results;
    }

    /**
     * Returns those of this process.
     *
     * @throws IllegalStateException if DevTools does not restart this application
     */
    @SuppressWarnings("unchecked")
    public static RestartResults ofThisProcess() {
        Object results = Restarter.getInstance().getOrAddAttribute(NAME, ConcurrentLinkedQueue::new);
        return new RestartResults((Queue<Map<String, Object>>) results);
    }

    @Override
    public List<Map<String, Object>> take() {
        List<Map<String, Object>> taken = new ArrayList<>();
        for (Map<String, Object> each = results.poll(); each != null; each = results.poll()) {
            taken.add(each);
        }
        return taken;
    }

    @Override
    public void leave(List<Map<String, Object>> left) {
        results.addAll(left);
    }
}
