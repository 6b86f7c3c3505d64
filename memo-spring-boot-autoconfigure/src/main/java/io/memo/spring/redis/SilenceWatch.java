package io.memo.spring.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.protocol.CompleteableCommand;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which no command was answered for so long: the other side may be gone without a word, or its bytes no
 * longer be understood. Each connection has one, so that a node that is silent is not hidden by others that answer. Stands where
 * commands are still whole, at the end of the pipeline.
 */
final class SilenceWatch extends ChannelOutboundHandlerAdapter {

    /** Of {@link #askedAt}: all was answered. */
    private static final long ANSWERED = 0;

    private final Duration longest;
    private final Runnable silent;
    private volatile long askedAt = ANSWERED;
    private boolean watching;

    /** @param silent called before the connection is closed */
    SilenceWatch(Duration longest, Runnable silent) {
        this.longest = longest;
        this.silent = silent;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof Collection<?> commands) {
            commands.forEach(this::asked);
        } else {
            asked(message);
        }
        if (!watching && askedAt != ANSWERED) {
            watching = true;
            look(context, longest.toNanos());
        }
        super.write(context, message, promise);
    }

    private void asked(Object message) {
        if (message instanceof CompleteableCommand<?> command) {
            if (askedAt == ANSWERED) {
                askedAt = System.nanoTime() | 1;
            }
            command.onComplete((reply, failure) -> answered(failure));
        }
    }

    /** To give up waiting is no answer. */
    private void answered(@Nullable Throwable failure) {
        if (failure == null || failure instanceof RedisCommandExecutionException) {
            askedAt = ANSWERED;
        }
    }

    private void look(ChannelHandlerContext context, long nanos) {
        context.executor().schedule(() -> judge(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void judge(ChannelHandlerContext context) {
        long asked = askedAt;
        watching = asked != ANSWERED && context.channel().isActive();
        if (watching) {
            long left = longest.toNanos() - (System.nanoTime() - asked);
            if (left > 0) {
                look(context, left);
            } else {
                silent.run();
                context.close();
            }
        }
    }
}
