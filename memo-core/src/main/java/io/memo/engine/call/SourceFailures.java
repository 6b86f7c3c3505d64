package io.memo.engine.call;

import io.memo.MemoException;
import java.util.concurrent.CancellationException;

/** Tells whether what a run threw says something of the source behind it. */
public final class SourceFailures {

    private SourceFailures() {}

    /** A caller that gave up says nothing of it; errors are the JVM's or the programmer's, and memo's own are about the call. */
    public static boolean isOne(Throwable thrown) {
        return thrown instanceof Exception
                && !(thrown instanceof InterruptedException)
                && !(thrown instanceof CancellationException)
                && !(thrown instanceof MemoException);
    }
}
