package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tests of this package say about digests. */
public final class Digests {

    public static final StructuralHasher HASHER = StructuralHasher.create();

    private Digests() {}

    public static Digest digest(@Nullable Object value) {
        return HASHER.digest(value);
    }

    public static HashedValue hash(@Nullable Object value) {
        return HASHER.hash(value, Origin.NONE);
    }

    public static void assertAlike(@Nullable Object one, @Nullable Object other) {
        assertThat(digest(one)).as("%s and %s", one, other).isEqualTo(digest(other));
    }

    /** Values are given as suppliers' results; each pair must differ. */
    public static void assertAllDiffer(@Nullable Object... values) {
        Map<Digest, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            Integer before = seen.putIfAbsent(digest(values[i]), i);
            assertThat(before)
                    .as("value %d has the digest of an earlier one", i)
                    .isNull();
        }
    }
}
