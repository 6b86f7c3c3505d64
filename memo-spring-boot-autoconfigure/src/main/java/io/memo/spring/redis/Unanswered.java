package io.memo.spring.redis;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that were sent and are not answered: until then they are in this process's memory, whoever still waits for the
 * answer. Safe for use by several threads.
 */
final class Unanswered {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    /** @param most how many bytes there may be, apart from a single value that is larger */
    Unanswered(long most) {
        this.most = most;
    }

    /**
     * Counts that many more.
     *
     * @throws IOException if they would be too many
     */
    Sending send(long size) throws IOException {
        long all = bytes.addAndGet(size);
        if (all > most && all > size) {
            bytes.addAndGet(-size);
            throw new IOException("Redis has not answered to %d bytes yet".formatted(all - size));
        }
        return new Sending(size);
    }

    /** A value under way. Confined to one thread. */
    final class Sending implements AutoCloseable {

        private final long size;
        private boolean sent;

        private Sending(long size) {
            this.size = size;
        }

        /** Counts them until they are answered. */
        <T extends CompletionStage<?>> T until(T answer) {
            sent = true;
            answer.whenComplete((value, failure) -> bytes.addAndGet(-size));
            return answer;
        }

        @Override
        public void close() {
            if (!sent) {
                bytes.addAndGet(-size);
            }
        }
    }
}
