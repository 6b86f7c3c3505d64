package io.memo.store.tier.guard;

import io.memo.TierFigures.Got;
import io.memo.store.tier.NotNowException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;

/** What an exception that a place throws says of the place. */
final class TierFailures {

    private TierFailures() {}

    /** What is the caller's own doing, or of one entry alone, is no failure of the place. */
    static Got outcome(Throwable e) {
        if (e instanceof NotNowException) {
            return Got.PAUSED;
        }
        // A time that is over is not an interrupt, though its exception is one.
        boolean interrupted = Thread.currentThread().isInterrupted()
                || e instanceof ClosedByInterruptException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
        return interrupted ? Got.INTERRUPTED : Got.FAILED;
    }

    /** With the messages of failed files: they name the file and the reason, and no value. */
    static String describe(Throwable failure) {
        return failure instanceof IOException
                ? failure.toString()
                : failure.getClass().getName();
    }
}
