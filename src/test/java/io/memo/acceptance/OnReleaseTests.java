package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.FailedPart;
import io.memo.Memoizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SPEC 10.4: onRelease in a context")
class OnReleaseTests {

    private static final String CONNECTIONS = """
            package shop;
            import io.memo.Memoize;
            import java.util.*;
            import java.util.concurrent.*;
            @org.springframework.stereotype.Service
            public class Connections {
                public static final class Connection implements AutoCloseable {
                    private final String host;
                    Connection(String host) { this.host = host; }
                    @Override public void close() {
                        if (host.equals("broken")) { throw new IllegalStateException("canary"); }
                        CLOSED.add(host);
                    }
                }
                @io.memo.MemoIgnore private static final List<String> CLOSED = new CopyOnWriteArrayList<>();
                @Memoize(allowOutputMutation = true, onRelease = "#result.close()")
                public Connection to(String host) { return new Connection(host); }
                @Memoize(allowOutputMutation = true, onRelease = "@pool.giveBack(#result)")
                public Connection pooled(String host) { return new Connection(host); }
                @Memoize(allowOutputMutation = true, onRelease = "#result.close()")
                public CompletableFuture<Connection> later(String host) {
                    return CompletableFuture.completedFuture(new Connection(host));
                }
                public List<String> closed() { return CLOSED; }
            }
            """;

    private static final String POOL = """
            package shop;
            import java.util.*;
            import java.util.concurrent.*;
            import org.springframework.stereotype.Component;
            @Component @org.springframework.context.annotation.Lazy
            public class Pool implements AutoCloseable {
                private static final List<Object> BACK = new CopyOnWriteArrayList<>();
                private volatile boolean closed;
                public void giveBack(Object connection) {
                    if (closed) { throw new IllegalStateException("The pool is closed"); }
                    BACK.add(connection);
                }
                public List<Object> back() { return BACK; }
                @Override public void close() { closed = true; }
            }
            """;

    @TempDir
    private Path folder;

    private OutsideApplication start() {
        return OutsideApplication.in(folder).start(CONNECTIONS, POOL);
    }

    private static Object to(OutsideApplication shop, String method, String host) {
        return shop.call("shop.Connections", method, host);
    }

    @Test
    void clearedConnectionsAreClosed() {
        try (OutsideApplication shop = start()) {
            List<String> closed = shop.call("shop.Connections", "closed");
            Object first = to(shop, "to", "one");
            assertThat(to(shop, "to", "one")).isSameAs(first);
            to(shop, "to", "two");
            shop.bean(Memoizer.class).clear("Connections.to", "one");
            await().untilAsserted(() -> assertThat(closed).containsExactly("one"));
            to(shop, "later", "three");
            shop.bean(Memoizer.class).clear("Connections.later");
            await().untilAsserted(() -> assertThat(closed).containsExactly("one", "three"));
        }
    }

    @Test
    void closedContextHasClosedAllConnections() {
        List<String> closed;
        try (OutsideApplication shop = start()) {
            closed = shop.call("shop.Connections", "closed");
            for (int i = 0; i < 50; i++) {
                to(shop, "to", "host" + i);
            }
            assertThat(closed).isEmpty();
        }
        assertThat(closed).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void beansAreThereWhenTheContextCloses() {
        List<Object> back;
        Object connection;
        try (OutsideApplication shop = start()) {
            back = shop.call("shop.Pool", "back");
            connection = to(shop, "pooled", "one");
        }
        assertThat(back).containsExactly(connection);
    }

    @Test
    void whatCloseThrowsIsCounted() {
        try (OutsideApplication shop = start()) {
            to(shop, "to", "broken");
            shop.bean(Memoizer.class).clear();
            await().untilAsserted(() -> assertThat(
                            shop.memoized("Connections.to").figures().errors().get(FailedPart.RELEASE))
                    .isOne());
        }
    }
}
