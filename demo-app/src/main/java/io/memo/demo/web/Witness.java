package io.memo.demo.web;

import io.memo.Explanation;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.TierFigures;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Watches calls of memoized methods: asks memo what they will find in memory, takes the time, and sees who else had it. */
@Component
class Witness {

    private final Memoizer memoizer;

    Witness(Memoizer memoizer) {
        this.memoizer = memoizer;
    }

    /**
     * Makes the call.
     *
     * @param method the name of the memoized method
     * @param call calls it
     * @param arguments what it is called with
     */
    <T> Testimony<T> of(String method, Supplier<T> call, Object... arguments) {
        Explanation expected = memoizer.explain(method, arguments);
        List<TierFigures> before = tiers(method);
        long start = System.nanoTime();
        T result = call.get();
        double millis = (System.nanoTime() - start) / 1e6;
        Verdict verdict = new Verdict(expected.hit(), expected.reason(), millis);
        return new Testimony<>(
                result, helper(before, tiers(method)).map(verdict::by).orElse(verdict));
    }

    /** Returns the tier that found a result meanwhile; by chance that may have been for a call of somebody else. */
    private static Optional<String> helper(List<TierFigures> before, List<TierFigures> after) {
        return IntStream.range(0, before.size())
                .filter(i -> hits(after.get(i)) > hits(before.get(i)))
                .mapToObj(i -> after.get(i).tier())
                .findFirst();
    }

    private static long hits(TierFigures tier) {
        return tier.gets().getOrDefault(TierFigures.Got.HIT, 0L);
    }

    private List<TierFigures> tiers(String method) {
        return memoizer.methods().stream()
                .filter(memoized -> memoized.name().equals(method))
                .findFirst()
                .map(MemoizedMethod::tiers)
                .orElse(List.of());
    }

    /** What the call returned, and how it went. */
    record Testimony<T>(T result, Verdict verdict) {}
}
