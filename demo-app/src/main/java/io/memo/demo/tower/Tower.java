package io.memo.demo.tower;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;

/** Opens the connection to the tower. */
@Service
public class Tower {

    /** Counts connections opened. Without {@code @MemoIgnore} it were in the key, and every call would open one. */
    @MemoIgnore
    private final AtomicInteger opened = new AtomicInteger();

    /** Returns the connection to the host: opened by the first call, the same one ever after. */
    @Memoize(allowOutputMutation = true)
    public TowerConnection connect(String host) {
        return new TowerConnection(host, opened.incrementAndGet());
    }
}
