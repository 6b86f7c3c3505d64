package io.memo.store.handover;

import io.memo.digest.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result between two starts.
 *
 * @param method the name of the method
 * @param arguments those of the call
 * @param key what it is found by
 * @param created when it was stored first
 * @param expires when it may no longer be returned, null if that is for its method to say
 * @param computedInNanos how long the method took
 * @param output the digest of the result, in every process
 * @param encoded whether it is held as bytes of the codec
 * @param held the result, which then holds the JDK's types only, or its bytes
 */
record HandedResult(
        String method,
        Digest arguments,
        Digest key,
        Instant created,
        @Nullable Instant expires,
        long computedInNanos,
        Digest output,
        boolean encoded,
        @Nullable Object held) {

    /** Returns how many bytes it is held as; of objects nobody knows. */
    int size() {
        return encoded && held instanceof byte[] bytes ? bytes.length : 0;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        map.put("method", method);
        map.put("arguments", numbers(arguments));
        map.put("key", numbers(key));
        map.put("created", created.toEpochMilli());
        if (expires != null) {
            map.put("expires", expires.toEpochMilli());
        }
        map.put("computed", computedInNanos);
        map.put("output", numbers(output));
        map.put("encoded", encoded);
        if (held != null) {
            map.put("held", held);
        }
        return map;
    }

    /** Returns the result that the map is of, or null if it is not what this class writes: memo may be another version. */
    static @Nullable HandedResult of(Map<String, Object> map) {
        return map.get("method") instanceof String method
                        && map.get("arguments") instanceof long[] arguments
                        && map.get("key") instanceof long[] key
                        && map.get("created") instanceof Long created
                        && map.get("computed") instanceof Long computed
                        && map.get("output") instanceof long[] output
                        && map.get("encoded") instanceof Boolean encoded
                ? new HandedResult(
                        method,
                        digest(arguments),
                        digest(key),
                        Instant.ofEpochMilli(created),
                        map.get("expires") instanceof Long expires ? Instant.ofEpochMilli(expires) : null,
                        computed,
                        digest(output),
                        encoded,
                        map.get("held"))
                : null;
    }

    private static long[] numbers(Digest digest) {
        return new long[] {digest.a(), digest.b(), digest.c(), digest.d()};
    }

    private static Digest digest(long[] numbers) {
        return new Digest(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
