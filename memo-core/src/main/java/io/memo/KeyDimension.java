package io.memo;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something besides its arguments that results depend on and that belongs to the caller: the tenant, the user, the language. A method that
 * names the dimension in {@link Memoize#varyBy()} has results of its own for each of its values.
 *
 * <p>As a bean it can be named by every method of the application. There are ready ones for {@code principal}, {@code locale},
 * {@code zone} and {@code session}; a bean of the same name takes the place of a ready one.
 *
 * <pre>{@code
 * @Bean
 * KeyDimension tenant() {
 *     return KeyDimension.of("tenant", TenantContext::currentId);
 * }
 *
 * @Memoize(varyBy = "tenant") List<Price> prices(String product) { … }
 * }</pre>
 *
 * <p>Asked once for each call, by the thread that calls, before anything is looked up. Of a {@code Mono} or {@code Flux} that is the thread
 * that subscribes, with the thread locals that context propagation restores from the subscriber's context. Safe for use by several
 * threads.
 */
public interface KeyDimension {

    /** Returns the name: what {@link Memoize#varyBy()} and reasons of misses call it. The same each time, and not blank. */
    String name();

    /**
     * Returns what it is for the call at hand, hashed as an argument is; null if the call has none. Then the method runs unmemoized, or the
     * call is refused with an {@link AbsentDimensionException}, by {@code memo.on-absent-dimension}. What it throws counts as none.
     */
    @Nullable
    Object value();

    /**
     * Returns the class whose code says the value. What that code reads of the user or the thread ends the findings about the same
     * places in methods that vary by this dimension.
     */
    default Class<?> implementation() {
        return getClass();
    }

    /**
     * Returns a dimension.
     *
     * @param value asked for each call; null if the call has none
     * @throws IllegalArgumentException if the name is blank
     */
    static KeyDimension of(String name, Supplier<? extends @Nullable Object> value) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a dimension is blank; give it one, such as tenant");
        }
        Objects.requireNonNull(value);
        return new KeyDimension() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable Object value() {
                return value.get();
            }

            @Override
            public Class<?> implementation() {
                return value.getClass();
            }

            @Override
            public String toString() {
                return "dimension " + name;
            }
        };
    }
}
