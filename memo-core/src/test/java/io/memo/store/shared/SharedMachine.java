package io.memo.store.shared;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.MovedTicker;
import io.memo.store.shared.SharedServer.Line;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.Notes;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A machine with the shared tier alone; its clock stands still. */
final class SharedMachine implements AutoCloseable {

    /** So long that no lease is extended while a test runs. */
    static final Duration LEASE = Duration.ofHours(1);

    static final Duration MAX_WAIT = Duration.ofHours(1);

    final MovedTicker ticker = new MovedTicker();
    final Line line;
    final SharedTier tier;
    /** The methods, and until when what is stored is meant. */
    final List<String> cleared = new CopyOnWriteArrayList<>();

    SharedMachine(SharedServer server) {
        this(server.line());
    }

    SharedMachine(Line line) {
        this(line, LEASE);
    }

    SharedMachine(Line line, Duration lease) {
        this(line, lease, Seal.checksum(), Notes.NONE);
    }

    SharedMachine(Line line, Duration lease, Seal seal, Notes notes) {
        this.line = line;
        this.tier = new SharedTier(
                line, new SharedSettings("app", Duration.ofDays(7), lease, MAX_WAIT), seal.realms(), notes, ticker);
        tier.onClear((what, earlier) -> cleared.add(text(what) + (earlier ? " in the past" : "")));
    }

    private static String text(Cleared what) {
        return what.method() + (what.group() == null ? "" : " group " + what.group());
    }

    /** One that has found the store. */
    static SharedMachine up(SharedServer server) {
        return new SharedMachine(server).awaitUp();
    }

    SharedMachine awaitUp() {
        waiting().until(() -> !tier.reads().isOpen());
        return this;
    }

    static org.awaitility.core.ConditionFactory waiting() {
        return Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS).atMost(30, TimeUnit.SECONDS);
    }

    /** An interrupt ends it, as it ends the wait for a store. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static TierKey key(String method, String call) {
        Digest arguments = new FramedSink().putString(call).digest();
        return new TierKey(method, arguments, arguments);
    }

    /** Returns what is under the key; "nothing" or "unknown" where there is or may be nothing. */
    String get(String method, String call) {
        try {
            byte[] found = tier.get(key(method, call));
            return found == null ? "nothing" : new String(found, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unknown";
        }
    }

    boolean put(String method, String call, String value) throws IOException {
        return put(method, call, value, null);
    }

    boolean put(String method, String call, String value, @Nullable Instant expires) throws IOException {
        return tier.put(key(method, call), value.getBytes(StandardCharsets.UTF_8), expires);
    }

    @Override
    public void close() {
        tier.close();
        line.close();
    }
}
