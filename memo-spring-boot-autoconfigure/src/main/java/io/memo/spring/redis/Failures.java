package io.memo.spring.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.PartitionException;
import io.memo.store.tier.NotNowException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Lettuce throws, as exceptions that hold no part of a value: neither in their texts nor in a cause. */
final class Failures {

    private static final Pattern FIRST_WORD = Pattern.compile("([A-Z]+)\\b.*", Pattern.DOTALL);

    private Failures() {}

    /** Of a cluster's node that is away it is known at once, and is no word about the others. */
    static IOException of(String command, Throwable failure, Session asked) {
        return asked.isOfCluster() && isAway(failure)
                ? new NotNowException("The node of the cluster did not answer " + command + ": " + reason(failure))
                : of(command, failure);
    }

    private static boolean isAway(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof PartitionException
                || cause instanceof RedisConnectionException
                || (cause.getClass() == RedisException.class
                        && String.valueOf(cause.getMessage()).contains("rejected"));
    }

    static IOException of(String command, Throwable failure) {
        if (failure instanceof RedisCommandExecutionException) {
            return new RefusedException(command, firstWord(failure));
        }
        return new IOException("Redis did not answer " + command + ": " + reason(failure));
    }

    /** Returns why in a few words. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof RedisCommandExecutionException)) {
            root = root.getCause();
        }
        if (root instanceof RedisCommandExecutionException) {
            return firstWord(root);
        }
        String name = root.getClass().getSimpleName();
        return root instanceof RedisException || root instanceof IOException ? name + ": " + root.getMessage() : name;
    }

    private static String firstWord(Throwable error) {
        Matcher words = FIRST_WORD.matcher(String.valueOf(error.getMessage()));
        return words.matches() ? words.group(1) : "ERR";
    }
}
