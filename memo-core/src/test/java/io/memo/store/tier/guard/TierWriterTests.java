package io.memo.store.tier.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 7.6: what waits to be written is bounded by a part of the heap")
class TierWriterTests {

    private static final long HEAP = Runtime.getRuntime().maxMemory();

    private final CountDownLatch end = new CountDownLatch(1);

    /** Does not end before it is told. */
    private void waiting() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("a thirty-second part for all together")
    void allTogetherGetAThirtySecondPart() {
        try (TierWriter writer = TierWriter.ofHeap()) {
            long size = HEAP / 32 / 100;
            int taken = 0;
            while (taken < 1_000 && writer.offer(size, this::waiting)) {
                taken++;
            }
            end.countDown();
            assertThat(taken).isBetween(90, 100);
        }
    }

    @Test
    @DisplayName("an eighth for one that is alone")
    void oneAloneGetsAnEighth() {
        try (TierWriter writer = TierWriter.ofHeap()) {
            assertThat(writer.offer(HEAP / 8, this::waiting)).isFalse();
            assertThat(writer.offer(HEAP / 9, this::waiting)).isTrue();
            assertThat(writer.offer(1, this::waiting)).isFalse();
            end.countDown();
        }
    }
}
