package io.memo.engine.stream;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a publisher, kept until it can be asked. Requests are made by one thread at a time and never within one
 * another. A cancellation is passed on at once: a publisher without an end may be in the middle of a request that ends no other way.
 * Safe for use by several threads.
 */
final class Demand {

    private final AtomicLong wanted = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;

    // Used by the thread whose turn it is.
    private long asked;

    /** Takes the subscription; a second one is cancelled, as the rules of publishers have it. */
    void on(Flow.Subscription given) {
        if (subscription != null) {
            given.cancel();
            return;
        }
        subscription = given;
        if (cancelled) {
            given.cancel();
        } else {
            tell();
        }
    }

    /** @param total how many elements, counted from the first one; {@link Long#MAX_VALUE} for all */
    void want(long total) {
        if (wanted.getAndAccumulate(total, Math::max) < total) {
            tell();
        }
    }

    void cancel() {
        cancelled = true;
        Flow.Subscription known = subscription;
        if (known != null) {
            known.cancel();
        }
    }

    private void tell() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int taken = 1;
        do {
            tellOnce();
            taken = turns.addAndGet(-taken);
        } while (taken != 0);
    }

    private void tellOnce() {
        Flow.Subscription known = subscription;
        if (known == null || cancelled) {
            return;
        }
        long total = wanted.get();
        if (total > asked) {
            long more = total == Long.MAX_VALUE ? total : total - asked;
            asked = total;
            known.request(more);
        }
    }
}
