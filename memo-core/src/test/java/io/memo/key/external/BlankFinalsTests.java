package io.memo.key.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import io.memo.digest.DigestAlgorithm;
import io.memo.fingerprint.ExternalVariable;
import io.memo.hash.StructuralHasher;
import io.memo.hash.format.Encodings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 13.7: a final field that is read before it is written is looked at again. */
class BlankFinalsTests {

    @Test
    @DisplayName("Issue 13.7: a final static that was null while its class was being initialised")
    void nullWhileItsClassIsInitialised() {
        assertThat(Early.seen).isZero();
        assertThat(Early.PRICE.apply(2)).isEqualTo(6);
    }

    @Test
    @DisplayName("Issue 13.7: a final static that was 0, beside a collection")
    void zeroWhileItsClassIsInitialised() {
        assertThat(EarlyBesideACollection.seen).isZero();
        assertThat(EarlyBesideACollection.PRICE.apply(2)).isEqualTo(8);
    }

    @Test
    @DisplayName("Issue 13.7: a final field that was null while its object was being constructed")
    void nullWhileItsObjectIsConstructed() {
        EarlyObject object = new EarlyObject();
        assertThat(object.seen).isZero();
        assertThat(object.price.apply(2)).isEqualTo(10);
    }

    @Test
    @DisplayName("Issue 13.7: in a key for other processes too")
    void blankInAnEncoding() {
        assertThat(encoded(Blank.VARIABLE)).isNotEqualTo(Blank.before);
    }

    private static StaticVariable variable() {
        ExternalVariable variable = new ExternalVariable(Blank.class.getName(), "text", true);
        return new StaticVariable(variable, Blank.class.getClassLoader(), "test");
    }

    private static byte[] encoded(StaticVariable variable) {
        Encodings parts = new Encodings(DigestAlgorithm.SHA_256);
        variable.encode(StructuralHasher.create(), parts);
        return parts.toBytes();
    }

    static final class Blank {

        static final StaticVariable VARIABLE = variable();
        static final byte[] before = encoded(VARIABLE);
        static final @Nullable String text = String.valueOf(1);
    }

    static final class Early {

        static final Function<Integer, Integer> PRICE =
                Memoizer.create().memoize((Integer count) -> count * sum(Early.RATES));
        static final int seen = PRICE.apply(2);
        static final @Nullable List<Integer> RATES = List.of(3);
    }

    static final class EarlyBesideACollection {

        static final Map<Integer, Integer> REDUCTIONS = new HashMap<>();
        static final Function<Integer, Integer> PRICE = Memoizer.create()
                .memoize((Integer count) -> count * EarlyBesideACollection.rate - REDUCTIONS.getOrDefault(count, 0));
        static final int seen = PRICE.apply(2);
        static final int rate = Integer.parseInt("4");
    }

    static final class EarlyObject {

        final Function<Integer, Integer> price;
        final int seen;
        final @Nullable List<Integer> rates;

        EarlyObject() {
            price = Memoizer.create().memoize((Integer count) -> count * sum(this.rates()));
            seen = price.apply(2);
            rates = List.of(5);
        }

        @Nullable
        List<Integer> rates() {
            return rates;
        }
    }

    static int sum(@Nullable List<Integer> rates) {
        return rates == null ? 0 : rates.stream().mapToInt(Integer::intValue).sum();
    }
}
