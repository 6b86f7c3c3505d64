package io.memo.call;

import io.memo.CheckMode;
import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one method is memoized: its annotation with the properties applied. Nothing behind it sees an annotation.
 *
 * @param name the name in meters, endpoints and messages
 * @param method the method whose body runs on a miss, most specific, never a bridge
 * @param targetClass the class of the objects that it is called on, without proxies
 * @param parameters the parameters in order
 * @param ttl how long a result may be returned, positive, or null for no limit
 * @param freshness what else says how long results are good
 * @param maxEntries how many results are kept, at least 1
 * @param maxBytes how many bytes of the heap its results may take together, by estimate, positive, or null for no limit
 * @param allowOutputMutation whether results are neither digested nor checked
 * @param onMutation what happens on a hit whose object was changed
 * @param mutationCheck when results are looked at again, where {@code onMutation} leaves that open
 * @param returns what callers get of a stored result
 * @param version free text that is part of every key
 * @param hashers hashers of this method only, each of a type that can be told
 * @param varyBy what else its results depend on, each with a name of its own
 * @param persist whether results are also kept on this machine, outside the process
 * @param shared whether results are also kept where other machines find them, if they can be
 */
public record MethodSpec(
        String name,
        Method method,
        Class<?> targetClass,
        List<Parameter> parameters,
        @Nullable Duration ttl,
        Freshness freshness,
        long maxEntries,
        @Nullable Long maxBytes,
        boolean allowOutputMutation,
        MutationPolicy onMutation,
        CheckMode mutationCheck,
        ReturnMode returns,
        String version,
        List<Hasher<?>> hashers,
        List<KeyDimension> varyBy,
        boolean persist,
        boolean shared) {

    public MethodSpec {
        parameters = List.copyOf(parameters);
        hashers = List.copyOf(hashers);
        varyBy = List.copyOf(varyBy);
        if (parameters.size() != method.getParameterCount()) {
            throw new IllegalArgumentException("%s has %d parameters, its specification names %d"
                    .formatted(method, method.getParameterCount(), parameters.size()));
        }
        if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
            throw new IllegalArgumentException("ttl of %s is %s; it must be positive".formatted(name, ttl));
        }
        if (maxEntries < 1) {
            throw new IllegalArgumentException(
                    "maxEntries of %s is %d; it must be at least 1".formatted(name, maxEntries));
        }
        if (maxBytes != null && maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes of %s is %d; it must be at least 1".formatted(name, maxBytes));
        }
    }

    /**
     * The specification of a method whose results are kept in memory only, shared and checked by budget; the components are those of the
     * record.
     */
    public MethodSpec(
            String name,
            Method method,
            Class<?> targetClass,
            List<Parameter> parameters,
            @Nullable Duration ttl,
            long maxEntries,
            boolean allowOutputMutation,
            MutationPolicy onMutation,
            String version,
            List<Hasher<?>> hashers) {
        this(
                name,
                method,
                targetClass,
                parameters,
                ttl,
                Freshness.PLAIN,
                maxEntries,
                null,
                allowOutputMutation,
                onMutation,
                CheckMode.BUDGETED,
                ReturnMode.SHARED,
                version,
                hashers,
                List.of(),
                false,
                false);
    }

    /**
     * Returns how its exceptions are kept: for a time of their own, as many as results, in memory only.
     *
     * @throws IllegalStateException if they are not kept
     */
    public MethodSpec ofFailures() {
        if (freshness.failureTtl() == null) {
            throw new IllegalStateException(name + " has no failureTtl");
        }
        return new MethodSpec(
                name,
                method,
                targetClass,
                parameters,
                freshness.failureTtl(),
                maxEntries,
                true,
                onMutation,
                version,
                hashers);
    }

    /** Returns the names of what else its results depend on. */
    public List<String> dimensions() {
        return varyBy.stream().map(KeyDimension::name).toList();
    }

    /** Returns whether every hit checks what it returns: nobody else may say so where no caller is to get a changed result. */
    public boolean isCheckedOnEveryHit() {
        return mutationCheck == CheckMode.ALWAYS || onMutation != MutationPolicy.WARN;
    }

    /**
     * Returns what keeps an application from starting whose method cannot be memoized so, to be thrown.
     *
     * @param problem an attribute with its value, and what speaks against it, as a sentence
     * @param remedy what helps, as a sentence
     */
    public InvalidMemoizeException refusal(String problem, String remedy) {
        if (method.getDeclaringClass().getPackageName().equals("java.util.function")) {
            return new InvalidMemoizeException("The memoized function '%s': %s".formatted(name, problem), remedy);
        }
        String signature = Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(
                        ", ", method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(", ")"));
        return new InvalidMemoizeException(
                "@Memoize on %s (memo.methods.%s): %s".formatted(signature, name, problem), remedy);
    }

    /**
     * A parameter.
     *
     * @param name its name, as paths in messages begin
     * @param ignored whether its argument is no part of any key and never touched
     */
    public record Parameter(String name, boolean ignored) {}
}
