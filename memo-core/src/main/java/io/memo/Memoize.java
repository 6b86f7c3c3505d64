package io.memo;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose results are kept and returned again for as long as nothing behind them changed: not the
 * arguments, not the fields and statics that its code reads, not its own bytecode and not that of the application
 * methods it can reach.
 *
 * <p>A hit returns the stored object itself, not a copy. The object is digested again on every hit, so a caller who
 * changed it is found out (see {@link #onMutation()}).
 *
 * <p>The annotation may be placed on a method of a bean, on the interface method that it implements, or on another
 * annotation. Each attribute can be overridden by the property {@code memo.methods.<name>.<attribute>}.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Memoize {

    /** The value of {@link #maxEntries()} that leaves the limit to the property {@code memo.max-entries}. */
    int UNSET = Integer.MIN_VALUE;

    /**
     * The name of the method in meters, endpoints and properties. Empty means {@code SimpleClassName.method}, with a
     * short hash appended where that is not unique, as for overloads.
     */
    String name() default "";

    /**
     * How long a result may be returned after it was stored: a positive duration such as {@code 10m}, {@code PT1H} or
     * {@code ${quotes.ttl}}. Empty means without limit.
     */
    String ttl() default "";

    /** How many results of this method are kept, at least 1; {@link #UNSET} leaves it to {@code memo.max-entries}. */
    int maxEntries() default UNSET;

    /**
     * Whether the result may be changed after it was stored. If so neither it nor its changes are digested, so that it
     * may be of any type: a connection, a client, a loaded model.
     */
    boolean allowOutputMutation() default false;

    /** Whether results are also kept outside the process. */
    boolean persist() default false;

    /**
     * Hashers that apply to this method only, before those that are beans. Each is taken from the application context
     * if a bean of the class exists, otherwise made with its no-argument constructor.
     */
    Class<? extends Hasher<?>>[] hashers() default {};

    /** What happens on a hit whose object was changed; at most one, none leaves it to {@code memo.on-mutation}. */
    MutationPolicy[] onMutation() default {};

    /** Free text that is part of every key: change it and all earlier results of the method are out of reach. */
    String version() default "";

    /** Codes of start-up findings about this method that are known and accepted. */
    String[] suppressWarnings() default {};
}
