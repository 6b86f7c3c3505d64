package io.memo.fingerprint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The code behind a function object.
 *
 * @param fingerprint its identity; of a lambda that cannot be told from others of its class, that of all of them
 * @param home the class that it is written in: that of the object, or the one around the lambda
 * @param name {@code Class.method} for people, such as {@code Quotes.price}
 * @param results the descriptors of what it may return, as far as its types say; empty if they say nothing
 */
public record FunctionCode(CodeFingerprint fingerprint, Class<?> home, String name, Set<String> results) {

    public FunctionCode {
        results = Set.copyOf(results);
    }

    /** Returns the same with other steps of its fingerprint. */
    public FunctionCode withSteps(Supplier<Map<String, List<String>>> steps) {
        return new FunctionCode(fingerprint.withSteps(steps), home, name, results);
    }
}
