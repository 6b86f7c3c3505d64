package io.memo.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 7.6: what was sent to Redis and is not answered is bounded in bytes")
class UnansweredTests {

    private static final int MEGABYTE = 1 << 20;

    private final Unanswered unanswered = new Unanswered(RedisSharedStore.MOST_UNANSWERED);

    private CompletableFuture<String> sent(long size) throws IOException {
        try (Unanswered.Sending sending = unanswered.send(size)) {
            return sending.until(new CompletableFuture<>());
        }
    }

    @Test
    @DisplayName("16 MB; each answer, be it a failure, makes room")
    void sixteenMegabytes() throws IOException {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(sent(MEGABYTE));
        }
        assertThatThrownBy(() -> sent(1)).isInstanceOf(IOException.class).hasMessageContaining("16777216 bytes");
        answers.get(0).complete("OK");
        answers.get(1).completeExceptionally(new IOException("cut off"));
        sent(2 * MEGABYTE);
        assertThatThrownBy(() -> sent(1)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("one that is alone may be larger; what was not sent after all makes room")
    void loneCommandMayBeLarger() throws IOException {
        CompletableFuture<String> large = sent(20 * MEGABYTE);
        assertThatThrownBy(() -> sent(1)).isInstanceOf(IOException.class);
        large.cancel(true);
        unanswered.send(16 * MEGABYTE).close();
        assertThat(sent(16 * MEGABYTE)).isNotDone();
    }
}
