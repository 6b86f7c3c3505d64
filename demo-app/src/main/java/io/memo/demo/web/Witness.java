package io.memo.demo.web;

import io.memo.Explanation;
import io.memo.Memoizer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Watches calls of memoized methods: asks memo what they will find, then takes the time. */
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
        long start = System.nanoTime();
        T result = call.get();
        double millis = (System.nanoTime() - start) / 1e6;
        return new Testimony<>(result, new Verdict(expected.hit(), expected.reason(), millis));
    }

    /** What the call returned, and how it went. */
    record Testimony<T>(T result, Verdict verdict) {}
}
