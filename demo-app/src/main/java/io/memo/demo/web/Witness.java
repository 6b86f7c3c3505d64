package io.memo.demo.web;

import io.memo.Explanation;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import io.memo.TierFigures;
import java.util.List;
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
        MemoizedMethod memoized = memoizer.methods().stream()
                .filter(candidate -> candidate.name().equals(method))
                .findFirst()
                .orElseThrow();
        Explanation expected = memoizer.explain(method, arguments);
        MethodFigures figures = memoized.figures();
        List<TierFigures> tiers = memoized.tiers();
        long start = System.nanoTime();
        T result = call.get();
        double millis = (System.nanoTime() - start) / 1e6;
        if (!expected.hit() && isHit(figures, memoized.figures())) {
            return new Testimony<>(result, new Verdict(true, finder(tiers, memoized.tiers()), millis));
        }
        return new Testimony<>(result, new Verdict(expected.hit(), expected.reason(), millis));
    }

    /** By the figures, which calls of others move too: to a demo that is near enough. */
    private static boolean isHit(MethodFigures before, MethodFigures after) {
        return after.hits() > before.hits() && after.misses() == before.misses();
    }

    private static String finder(List<TierFigures> before, List<TierFigures> after) {
        return IntStream.range(0, before.size())
                .filter(i -> hits(after.get(i)) > hits(before.get(i)))
                .mapToObj(i -> "Not in memory, but the " + after.get(i).tier() + " tier had the result of this call.")
                .findFirst()
                .orElse("Not in memory before, but the last start left the result, or another call just computed it.");
    }

    private static long hits(TierFigures tier) {
        return tier.gets().getOrDefault(TierFigures.Got.HIT, 0L);
    }

    /** What the call returned, and how it went. */
    record Testimony<T>(T result, Verdict verdict) {}
}
