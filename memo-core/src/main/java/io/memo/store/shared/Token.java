package io.memo.store.shared;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an epoch. Of two the greater text is the later one, whoever made them: a token that is made after another was
 * seen is greater, even where clocks are apart (Lamport, "Time, Clocks, and the Ordering of Events", 1978).
 */
final class Token {

    private static final int TIME_DIGITS = 16;
    private static final Pattern FORM = Pattern.compile("0[0-9a-f]{15}-[0-9a-f-]+");

    private Token() {}

    /** Returns one that is later than the one seen, and that nobody else makes. */
    static String after(@Nullable String seen, Instant now) {
        long millis = seen == null ? now.toEpochMilli() : Math.max(now.toEpochMilli(), millis(seen) + 1);
        return "%016x-%s".formatted(millis, UUID.randomUUID());
    }

    /** Returns whether the text may be one. Of what is none, nobody can tell which is the later. */
    static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the later of the two. */
    static String later(String some, String other) {
        return some.compareTo(other) >= 0 ? some : other;
    }

    private static long millis(String token) {
        return Long.parseLong(token.substring(0, TIME_DIGITS), 16);
    }
}
