package io.memo.hash.structural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.UnhashableTypeException;
import io.memo.digest.DigestAlgorithm;
import io.memo.hash.Origin;
import io.memo.hash.RandomGraphs;
import io.memo.hash.StructuralHasher;
import io.memo.hash.fields.FieldsPlan;
import io.memo.hash.format.Encodings;
import io.memo.hash.format.Format;
import io.memo.hash.identity.HashingScope;
import io.memo.hash.walk.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("unused")
@DisplayName("4.3 generated code writes what reflection writes")
class GeneratedPlanTests {

    /** Within one scope classes of one shape have one number. */
    private static final HashingScope SCOPE = new HashingScope();

    private static final StructuralHasher GENERATED =
            new DefaultBuilder().scope(SCOPE).build();
    private static final StructuralHasher REFLECTIVE =
            new DefaultBuilder().generated(false).scope(SCOPE).build();

    private static class Everything {
        private final boolean flag = true;
        private final byte small = -3;
        private final short shorter = -300;
        private final char letter = 'ł';
        private final int number = 1 << 30;
        private final long longer = Long.MIN_VALUE;
        private final float ratio = Float.intBitsToFloat(0x7fc00001);
        private final double share = Double.longBitsToDouble(0x7ff8000000000001L);
        private final String text = "text";
        private final @Nullable String none = null;
        private final LocalDate date = LocalDate.EPOCH;
        private final TimeUnit unit = TimeUnit.DAYS;
        private final Integer boxed = 5;
    }

    private static class Derived extends Everything {
        private final Object node;
        private final List<String> names = List.of("a", "b");
        private final String text;

        Derived(Object node, String text) {
            this.node = node;
            this.text = text;
        }
    }

    private static final class LastIsNode extends Derived {
        private int count = 4;
        private @Nullable Object zero;

        LastIsNode(Object node) {
            super(node, "x".repeat(300));
        }
    }

    private static final class Holder {
        private final String name = "name";
        private final Object first = List.of(1);
        private final Object thread;

        Holder(Object thread) {
            this.thread = thread;
        }
    }

    private static byte[] encode(StructuralHasher hasher, @Nullable Object value, DigestAlgorithm algorithm) {
        Encodings encodings = new Encodings(algorithm);
        hasher.encode(value, Origin.NONE, encodings);
        return encodings.toBytes();
    }

    private static void assertSame(@Nullable Object value, DigestAlgorithm algorithm) {
        assertThat(encode(GENERATED, value, algorithm)).isEqualTo(encode(REFLECTIVE, value, algorithm));
    }

    @ParameterizedTest
    @EnumSource
    void randomGraphs(DigestAlgorithm algorithm) {
        long seed = Long.getLong("memo.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < Integer.getInteger("memo.graphs", 5_000); i++) {
            Object graph = RandomGraphs.graph(random.nextLong(), 1);
            assertThat(encode(GENERATED, graph, algorithm))
                    .as("seed %d, graph %d", seed, i)
                    .isEqualTo(encode(REFLECTIVE, graph, algorithm));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fieldsOfEveryType(DigestAlgorithm algorithm) {
        Everything flat = new Everything();
        LastIsNode last = new LastIsNode(new Derived(flat, "y"));
        last.zero = new ArrayList<>(Arrays.asList(flat, null, last, new Object[] {last}));
        assertSame(flat, algorithm);
        assertSame(List.of(flat, flat), algorithm);
        assertSame(last, algorithm);
        assertSame(List.of(last, new Derived(last, "")), algorithm);
    }

    @Test
    void codeIsGeneratedWhereItCanBe() {
        Settings settings = ((DefaultStructuralHasher) GENERATED).settings();
        FieldsPlan plan = FieldsPlan.of(LastIsNode.class, Format.OBJECT, new byte[0], settings)
                .plan();
        assertThat(plan).isNotNull();
        assertThat(plan.generated()).isNotNull();
        assertThat(plan.generated().writers()).hasSize(3);
        assertThat(plan.generated().flat()).isFalse();
        Runnable lambda = () -> assertThat(plan).isNotNull();
        assertThat(FieldsPlan.of(lambda.getClass(), Format.LAMBDA, new byte[0], settings)
                        .plan()
                        .generated())
                .as("hidden classes have no name to refer to")
                .isNull();
    }

    @Test
    void pathsAreTheSame() {
        Object value = List.of(new Holder("x"), new Holder(new Derived(new Holder(Thread.currentThread()), "")));
        String[] messages = new String[2];
        StructuralHasher[] hashers = {GENERATED, REFLECTIVE};
        for (int i = 0; i < 2; i++) {
            StructuralHasher hasher = hashers[i];
            int index = i;
            assertThatThrownBy(() -> hasher.digest(value))
                    .isInstanceOf(UnhashableTypeException.class)
                    .hasMessageContaining("value[1].thread.node.thread")
                    .satisfies(thrown -> messages[index] = thrown.getMessage());
        }
        assertThat(messages[0]).isEqualTo(messages[1]);
    }
}
