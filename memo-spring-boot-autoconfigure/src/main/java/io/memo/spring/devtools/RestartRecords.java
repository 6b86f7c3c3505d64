package io.memo.spring.devtools;

import io.memo.engine.explain.StartRecords;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.devtools.restart.Restarter;

/**
 * Records of the last start in memory, where they outlive the restarts of DevTools and nothing else. They hold text only, so
 * no class of an earlier start is kept. Safe for use by several threads.
 */
public final class RestartRecords implements StartRecords {

    private static final String NAME = RestartRecords.class.getName();

    private final Map<String, List<String>> records;

    private RestartRecords(Map<String, List<String>> records) {
        this.records = records;
    }

    /**
     * Returns those of this process.
     *
     * @throws IllegalStateException if DevTools does not restart this application
     */
    @SuppressWarnings("unchecked")
    public static RestartRecords ofThisProcess() {
        Object records = Restarter.getInstance().getOrAddAttribute(NAME, ConcurrentHashMap::new);
        return new RestartRecords((Map<String, List<String>>) records);
    }

    @Override
    public List<String> read(String method) {
        return records.getOrDefault(method, List.of());
    }

    @Override
    public void write(String method, List<String> lines) {
        records.put(method, List.copyOf(lines));
    }

    @Override
    public String toString() {
        return "memory";
    }
}
