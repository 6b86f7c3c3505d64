package io.memo.engine.async;

import io.memo.engine.stream.Recording;
import java.util.concurrent.CompletionStage;

/** What a method returned whose value comes later, as memo waits for it and may put an end to it. */
sealed interface Pending {

    /** Returns the stage that completes with the value to be stored. */
    CompletionStage<?> value();

    /** Cancels what runs, as far as it lets itself be cancelled. */
    void cancel();

    /** A future. */
    record Value(CompletionStage<?> value) implements Pending {

        @Override
        public void cancel() {
            try {
                value.toCompletableFuture().cancel(true);
            } catch (UnsupportedOperationException e) {
                // A stage that is no future cannot be cancelled.
            }
        }
    }

    /** A publisher of several elements; its value is the list of them. */
    record Elements(Recording recording) implements Pending {

        @Override
        public CompletionStage<?> value() {
            return recording.whole();
        }

        @Override
        public void cancel() {
            recording.cancel();
        }

        /** Returns whether there were too many elements to keep. */
        boolean isTooLong() {
            return recording.tooLong().isDone();
        }
    }
}
