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
 * <p>A hit returns the stored object itself, not a copy. The object is digested again after hits, so a caller who
 * changed it is found out (see {@link #onMutation()} and {@link #mutationCheck()}). {@link #returns()} gives callers frozen results or
 * copies instead.
 *
 * <p>The annotation may be placed on a method of a bean, on the interface method that it implements, or on another
 * annotation, whose attributes may stand for its own by Spring's {@code @AliasFor}. Each attribute can be overridden by the
 * property {@code memo.methods.<name>.<attribute>}, and {@code memo.methods.<name>.enabled=false} switches the method off until
 * {@link Memoizer#setEnabled(String, boolean)} switches it on.
 *
 * <pre>{@code
 * @Memoize(ttl = "10m", maxEntries = 500)
 * public Quote price(long product, FileReference priceList) { … }
 *
 * @Memoize(unless = "#result == null")             // an annotation of your own
 * @Retention(RetentionPolicy.RUNTIME)
 * @interface Remembered {
 *     @AliasFor(annotation = Memoize.class, attribute = "ttl") String lifetime() default "1h";
 * }
 * }</pre>
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
     *
     * <pre>{@code @Memoize(name = "prices")              // memo.methods.prices.ttl=1h, memoizer.clear("prices")}</pre>
     */
    String name() default "";

    /**
     * How long a result may be returned after it was stored: a positive duration such as {@code 10m}, {@code PT1H} or
     * {@code ${quotes.ttl}}; a number alone is milliseconds. Empty means without limit.
     *
     * <p>It may be SpEL over {@code #result}, as of {@link #unless()}: then each result says how long it is good, by a {@code Duration}, by the
     * moment at which it ends, by text as above, or by a number of milliseconds. What gives null, or a time that is over, is not stored.
     *
     * <pre>{@code
     * @Memoize(ttl = "${quotes.ttl:10m}")
     * @Memoize(ttl = "#result.expiresAt")
     * @Memoize(ttl = "T(java.time.Duration).ofSeconds(#result.expiresIn)")
     * }</pre>
     */
    String ttl() default "";

    /**
     * When a result is computed anew behind its callers: a duration as of {@link #ttl()}, shorter than that. A call that finds an older result
     * gets it at once, and has the method run by another thread, once per key over all threads and machines that share results. A run that fails
     * leaves the old result in its place; so does one whose arguments were changed meanwhile. {@code auto} runs at random
     * before the {@code ttl} is over, the earlier the longer the method takes (XFetch). Empty means never.
     *
     * <pre>{@code @Memoize(ttl = "10m", refresh = "8m")}</pre>
     */
    String refresh() default "";

    /**
     * How long after its {@link #ttl()} a result still answers for a run that throws: a duration as there. Each such answer is counted. Errors,
     * and the exceptions of a caller that was interrupted or gave up, reach the caller all the same. Empty means not at all.
     *
     * <pre>{@code @Memoize(ttl = "10m", staleIfError = "1h")}</pre>
     */
    String staleIfError() default "";

    /**
     * The {@link #ttl()} of results in which there is nothing: null, an empty {@code Optional}, collection, map, array or text. A duration as
     * there; empty means that of the others.
     *
     * <pre>{@code @Memoize(ttl = "1h", emptyTtl = "30s")}</pre>
     */
    String emptyTtl() default "";

    /**
     * How long an exception that the method threw is thrown again without a run, in this process: a duration as of {@link #ttl()}. Errors are
     * not kept. Empty means not at all. Beside {@link #staleIfError()} it is refused.
     *
     * <pre>{@code @Memoize(failureTtl = "5s")}</pre>
     */
    String failureTtl() default "";

    /**
     * The share of its time by which a result may go, or be refreshed, earlier: a percentage such as {@code 10%}. So results that were stored
     * together do not all go together. Empty means none.
     *
     * <pre>{@code @Memoize(ttl = "1h", ttlJitter = "10%")}</pre>
     */
    String ttlJitter() default "";

    /**
     * What is to be done with a stored result that memory has let go of, in SpEL over {@code #result}; asked once for each, whatever the reason:
     * it was evicted, expired, cleared, replaced, found changed, or the application ends. It waits for the calls that are just being answered
     * with the result, not for callers that have it. What it throws is counted and logged. Results of such a method stay in memory, and all callers
     * share them. Empty means nothing.
     *
     * <pre>{@code @Memoize(allowOutputMutation = true, onRelease = "#result.close()") Connection connect(String url)}</pre>
     */
    String onRelease() default "";

    /**
     * The name of a profile in the properties, {@code memo.profiles.<name>.*}, which says what this annotation leaves open. It knows
     * what {@code memo.methods.<name>.*} knows. An application does not start with a name that no profile has.
     *
     * <pre>{@code @Memoize(profile = "rates")             // memo.profiles.rates.ttl=10m}</pre>
     */
    String profile() default "";

    /**
     * How many results of this method are kept, at least 1; {@link #UNSET} leaves it to {@code memo.max-entries}.
     *
     * <pre>{@code @Memoize(maxEntries = 50)}</pre>
     */
    int maxEntries() default UNSET;

    /**
     * How much of the heap the results of this method may take together, with their keys: {@code 64MB}, {@code 512KB}, or
     * {@code 10%} of the largest heap that the JVM may use. It is an estimate, made when a result is stored. Those not used for
     * longest go first; a result that is larger by itself is not stored. Empty means no limit but {@link #maxEntries()} and the
     * property {@code memo.max-bytes}, which all methods share.
     *
     * <pre>{@code @Memoize(maxBytes = "64MB")}</pre>
     */
    String maxBytes() default "";

    /**
     * Whether the result may be changed after it was stored. If so neither it nor its changes are digested, so that it
     * may be of any type: a connection, a client, a loaded model.
     *
     * <pre>{@code @Memoize(allowOutputMutation = true) Model load(Path weights)}</pre>
     */
    boolean allowOutputMutation() default false;

    /**
     * Whether results are also kept on disk, so that the first call after a restart may be a hit. What can be kept are values,
     * collections and {@code Serializable} classes of the application. An application does not start with a type that cannot be
     * kept, an asynchronous result, or {@link #allowOutputMutation()} beside it.
     *
     * <pre>{@code @Memoize(persist = true)}</pre>
     */
    boolean persist() default false;

    /**
     * Which calls are memoized, in SpEL; of the others the method simply runs, nothing is looked up or stored, and their
     * arguments are not hashed. Empty means all.
     *
     * <pre>{@code @Memoize(condition = "#limit <= 1000 and @tenants.isCaching(#p0)")}</pre>
     *
     * <p>An expression sees what one of Spring's {@code @Cacheable} does: the arguments by the names of the parameters, as
     * {@code #p0} and as {@code #a0}, the call as {@code #root.method}, {@code #root.methodName}, {@code #root.target},
     * {@code #root.targetClass} and {@code #root.args}, and beans as {@code @name}. One that cannot be parsed, or names a
     * variable that is not there, is refused when the application starts. What it throws reaches the caller. A parameter of
     * variable arity is an array. Of a {@code Mono} or a {@code Flux} it is asked at each subscription.
     */
    String condition() default "";

    /**
     * Which results are returned but not stored, in SpEL as of {@link #condition()}, asked when the method has run. Empty means
     * none. {@code #result} is what it returned, of an {@code Optional} or an asynchronous result the value; {@code #took} is
     * how long it took, a {@link java.time.Duration}. Who waited for the same run gets the result too. A change of the
     * expression lets go of nothing that is stored.
     *
     * <pre>{@code @Memoize(unless = "#result == null or #took.toMillis() < 100")}</pre>
     */
    String unless() default "";

    /**
     * Which stored results may still be returned, in SpEL as of {@link #condition()}, with {@code #result} as of
     * {@link #unless()}; asked once on each hit and never when the method has just run. If it is not true the entry is dropped
     * and the method runs. Empty means all.
     *
     * <pre>{@code @Memoize(allowOutputMutation = true, validate = "#result.isValid(1)") Connection connect(String url)}</pre>
     */
    String validate() default "";

    /**
     * The names of the {@link KeyDimension} beans that results depend on besides the arguments, such as the tenant of the caller: each value of
     * them has results of its own. Those of the property {@code memo.vary-by} are added. A call that has no value of one runs unmemoized, or
     * is refused, by {@code memo.on-absent-dimension}. An application does not start with a name that no dimension has.
     *
     * <pre>{@code
     * @Memoize(varyBy = {"tenant", "locale"}) List<Price> prices(String product) { … }
     *
     * @Bean KeyDimension tenant() { return KeyDimension.of("tenant", TenantContext::currentId); }
     * }</pre>
     */
    String[] varyBy() default {};

    /**
     * Hashers that apply to this method only, before those that are beans. Each is taken from the application context
     * if a bean of the class exists, otherwise made with its no-argument constructor.
     *
     * <pre>{@code @Memoize(hashers = ByContent.class) Report read(FileReference file)}</pre>
     */
    Class<? extends Hasher<?>>[] hashers() default {};

    /**
     * What happens on a hit whose object was changed; at most one, none leaves it to {@code memo.on-mutation}.
     *
     * <pre>{@code @Memoize(onMutation = MutationPolicy.RECOMPUTE)}</pre>
     */
    MutationPolicy[] onMutation() default {};

    /**
     * When stored results that may change are looked at again; at most one, none leaves it to {@code memo.mutation-check}. Under
     * {@link MutationPolicy#RECOMPUTE} and {@link MutationPolicy#FAIL} that is on every hit in any case.
     *
     * <pre>{@code @Memoize(mutationCheck = CheckMode.ALWAYS)}</pre>
     */
    CheckMode[] mutationCheck() default {};

    /**
     * What callers get of a stored result; at most one, none leaves it to {@code memo.returns}. Frozen results and copies are not checked for
     * changes, since nobody can change what is stored. {@link #allowOutputMutation()} beside them is refused.
     *
     * <pre>{@code @Memoize(returns = ReturnMode.COPY)}</pre>
     */
    ReturnMode[] returns() default {};

    /**
     * Free text that is part of every key: change it and all earlier results of the method are out of reach.
     *
     * <pre>{@code @Memoize(version = "2")}</pre>
     */
    String version() default "";

    /**
     * Codes of start-up findings about this method that are known and accepted.
     *
     * <pre>{@code @Memoize(suppressWarnings = "clock")}</pre>
     */
    String[] suppressWarnings() default {};
}
