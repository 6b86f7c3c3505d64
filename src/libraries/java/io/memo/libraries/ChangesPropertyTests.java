package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.digest.Digest;
import io.memo.hash.StructuralHasher;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds digests against what objects answer. Values are changed by chance: as soon as any public read method answers otherwise,
 * the digest is another one; and no read method changes it.
 */
@DisplayName("SPEC 4.3, 4.11, 4.12, issue 13: what can be read counts, reading does not")
class ChangesPropertyTests {

    /** Of all types together; {@code -Pthorough} sets it. */
    private static final int CHANGES = Integer.getInteger("memo.changes", 20_000);

    private static final int STEPS = 20;

    private static final StructuralHasher HASHER = StructuralHasher.create().inProcess();
    private static final Set<String> COVERED = new TreeSet<>();
    private static int types;
    private static long changes;

    static Stream<Sample> samples() {
        return Stream.concat(JdkSamples.all(), LibrarySamples.all());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatCanBeReadCounts(Sample sample) {
        long seed = sample.name().hashCode();
        Random random = new Random(seed);
        Observation observation = new Observation(sample.ordered(), sample.probed(), sample.excluded());
        int wanted = Math.max(10, CHANGES / count());
        int seen = 0;
        for (int round = 0; seen < wanted && round < 40 * wanted; ) {
            Object value = sample.make().apply(random);
            Mutation mutation = sample.mutable()
                    ? new Mutation(value.getClass(), sample.excluded(), sample.elements(), random)
                    : null;
            Digest before = HASHER.digest(value);
            String said = observation.of(value);
            for (int step = 0; step < STEPS; step++, round++) {
                if (mutation == null) {
                    value = sample.make().apply(random);
                } else {
                    mutation.apply(value);
                }
                Digest now = HASHER.digest(value);
                String says = observation.of(value);
                if (!says.equals(said)) {
                    seen++;
                    if (now.equals(before)) {
                        assertThat(says)
                                .as("seed %d, round %d: one digest of both", seed, round)
                                .isEqualTo(said);
                    }
                }
                if (!HASHER.digest(value).equals(now)) {
                    assertThat(says)
                            .as("seed %d, round %d: reading changed the digest", seed, round)
                            .isEmpty();
                }
                before = now;
                said = says;
            }
            COVERED.add(value.getClass().getName());
        }
        assertThat(seen).as("changes").isGreaterThanOrEqualTo(Math.min(wanted, 10));
        changes += seen;
    }

    private static int count() {
        if (types == 0) {
            types = (int) samples().count();
        }
        return types;
    }

    @AfterAll
    static void print() {
        System.out.println(changes + " changes of " + COVERED.size() + " types: " + String.join(", ", COVERED));
    }
}
