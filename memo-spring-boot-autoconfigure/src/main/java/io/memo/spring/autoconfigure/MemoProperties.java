package io.memo.spring.autoconfigure;

import io.memo.CheckMode;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.engine.MemoEngineBuilder;
import io.memo.engine.call.AbsentDimension;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.live.LiveCode;
import io.memo.spring.report.WarningMode;
import io.memo.spring.spec.MethodProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

/**
 * The properties of memo.
 *
 * @param enabled Whether memoized methods are memoized. If not, they run at every call.
 * @param packages Packages whose code is part of the key, sub-packages included, besides the application's own.
 * @param pinLibraries Whether the libraries that memoized code uses are part of the key by what their jars hold, so that every
 *     update of one is a miss. If not, library code counts by the names that are called.
 * @param maxEntries How many results are kept for each method that does not say so itself.
 * @param maxBytes How much of the heap the results of all methods may take together, such as 64MB, or 10% of the largest heap that
 *     the JVM may use. By default there is no limit but that of entries.
 * @param onMutation What happens on a hit whose object was changed, for each method that does not say so itself.
 * @param mutationCheck When stored results that may change are looked at again, for each method that does not say so itself.
 * @param returns What callers get of a stored result, for each method that does not say so itself.
 * @param onUnhashable What becomes of a call whose arguments, external variables or result cannot be hashed.
 * @param varyBy The names of the dimensions that the results of every method and function depend on, such as tenant. A method's own
 *     are added.
 * @param onAbsentDimension What becomes of a call that has no value of a dimension that its results depend on.
 * @param waitTimeout How long a call waits for another thread that computes the same key, before it runs the method itself.
 * @param refresh Where results are computed anew behind their callers.
 * @param warnings What becomes of findings at start-up.
 * @param logSlowAfter How long a computation runs before a line is logged about it, while it still runs. By default none is.
 * @param showValues Whether mutation alerts show what the changed places hold now, shortened.
 * @param order The order of the advice among the others of a bean. Higher is closer to the method.
 * @param freezeProxies Whether the proxies of beans with memoized methods take no further advice at run time, which makes
 *     calls faster.
 * @param liveCode Who tells of code that is replaced while the application runs, by a debugger or an agent.
 * @param hash How values are hashed.
 * @param identities What identifies beans of libraries in every process, by their names, such as the address that a client
 *     calls; "*" stands for all others. Without it the results of methods that use them stay in this process.
 * @param cacheMeters Meters by the names that Micrometer gives to caches.
 * @param observations Observations of computations.
 * @param explain What is kept to explain misses.
 * @param console The console, a page that shows all this.
 * @param codec What turns results into bytes that leave the process, unless a bean of type MemoCodec does. Fory is faster and
 *     stores classes that are not Serializable; it has to be on the class path.
 * @param persist Results that outlive the process, of methods that are to be persisted.
 * @param shared Results that several machines share.
 * @param devtools What DevTools changes.
 * @param warmUp Warm-ups when the application starts.
 * @param methods Settings of single methods by name; they win over the annotation.
 * @param profiles Settings for all methods that name the profile, as @Memoize(profile = "rates") does; the annotation wins.
 */
@ConfigurationProperties("memo")
public record MemoProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> packages,
        @DefaultValue("false") boolean pinLibraries,
        @DefaultValue("1000") int maxEntries,
        @Nullable String maxBytes,
        @DefaultValue("WARN") MutationPolicy onMutation,
        @DefaultValue("BUDGETED") CheckMode mutationCheck,
        @DefaultValue("SHARED") ReturnMode returns,
        @DefaultValue("ARGUMENTS") UnhashablePolicy onUnhashable,
        @DefaultValue List<String> varyBy,
        @DefaultValue("BYPASS") AbsentDimension onAbsentDimension,
        @DefaultValue("5m") Duration waitTimeout,
        @DefaultValue Refresh refresh,
        @DefaultValue("LOG") WarningMode warnings,
        @Nullable Duration logSlowAfter,
        @DefaultValue("false") boolean showValues,
        @DefaultValue("" + DEFAULT_ORDER) int order,
        @DefaultValue("true") boolean freezeProxies,
        @DefaultValue("AUTO") LiveCode liveCode,
        @DefaultValue Hash hash,
        @DefaultValue Map<String, String> identities,
        @DefaultValue CacheMeters cacheMeters,
        @DefaultValue Observations observations,
        @DefaultValue Explain explain,
        @DefaultValue Console console,
        @DefaultValue("java") CodecChoice codec,
        @DefaultValue Persist persist,
        @DefaultValue Shared shared,
        @DefaultValue Devtools devtools,
        @DefaultValue WarmUp warmUp,
        @DefaultValue Map<String, MethodProperties> methods,
        @DefaultValue Map<String, MethodProperties> profiles) {

    /** Outside transactions and other caches, inside retry and security. */
    static final int DEFAULT_ORDER = Ordered.LOWEST_PRECEDENCE - 1;

    /**
     * How values are hashed.
     *
     * @param maxNodes How many nodes a value may have before it is refused.
     * @param ignoredFields Fields of libraries' classes that are part of no key, each as com.acme.Shape#envelope: caches that are
     *     filled when an object is read.
     */
    public record Hash(
            @DefaultValue("" + MemoEngineBuilder.DEFAULT_MAX_NODES)
            long maxNodes,

            @DefaultValue List<String> ignoredFields) {}

    /**
     * Meters by the names that Micrometer gives to caches.
     *
     * @param enabled Whether memoized methods are also shown as caches, by the meters cache.*, for existing dashboards.
     */
    public record CacheMeters(@DefaultValue("true") boolean enabled) {}

    /**
     * Observations of computations.
     *
     * @param enabled Whether each run of a memoized method is a Micrometer observation.
     */
    public record Observations(@DefaultValue("false") boolean enabled) {}

    /**
     * Where results are computed anew behind their callers.
     *
     * @param threads How many threads compute results anew behind their callers. With spring.threads.virtual.enabled they are virtual ones.
     * @param queueCapacity How many results may wait for one of these threads. More are refused: such a result is computed when its time is over.
     */
    public record Refresh(
            @DefaultValue("" + MemoEngineBuilder.REFRESH_THREADS)
            int threads,

            @DefaultValue("" + MemoEngineBuilder.REFRESHES_WAITING)
            int queueCapacity) {}

    /**
     * What is kept to explain misses.
     *
     * @param directory Where it is kept what the code of memoized methods is, so that a miss after the next start can tell
     *     which code changed. By default it is kept in memory for the restarts of DevTools alone.
     */
    public record Explain(@Nullable Path directory) {}

    /**
     * The console, a page that shows all this.
     *
     * @param enabled Whether a servlet web application serves the console. With DevTools it does unless this is false.
     * @param path Where the console is, below the context path.
     * @param readOnly Whether the console only shows. If not, it also lets go of entries on request.
     */
    public record Console(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/memo") String path,
            @DefaultValue("true") boolean readOnly) {}

    /**
     * Results that outlive the process, of methods that are to be persisted.
     *
     * @param directory Where results of persisted methods are kept. By default in the directory that the operating system
     *     gives each user for caches. It must belong to the user that the application runs as, and nobody else may write
     *     to it.
     * @param maxSize How large all files in the directory may be together.
     * @param maxAge How long a file is kept that nobody uses.
     * @param maxEntrySize How large a single result may be.
     * @param minCompute Results that took less time than this are not kept. By default all are.
     * @param allow Classes that may be kept, by name, besides those of the application, of the JDK's values and collections
     *     and of the types that methods return.
     */
    public record Persist(
            @Nullable Path directory,
            @DefaultValue("1GB") DataSize maxSize,
            @DefaultValue("30d") Duration maxAge,
            @DefaultValue("64MB") DataSize maxEntrySize,
            @DefaultValue("0ms") Duration minCompute,
            @DefaultValue List<String> allow) {}

    /**
     * Results that several machines share.
     *
     * @param enabled Whether results are shared with other machines, through the Redis of the application or a cache.
     * @param secret What entries are signed with, at least 16 bytes, the same on all machines. Who knows it can make entries
     *     that are believed.
     * @param acceptedSecrets Further secrets whose entries are read, older ones or the next, for the time of a change.
     * @param unsigned Whether entries are not signed but only protected against damage, so that whoever can write to the store
     *     is believed.
     * @param deadline How long a call waits for the store before it goes on without.
     * @param timeToLive How long an entry stays in the store, unless its method has a shorter ttl.
     * @param maxEntrySize How large a single result may be, at most 8MB.
     * @param minCompute Results that took less time than this are not shared.
     * @param lease How long a machine that died keeps the others from computing what it was computing.
     * @param maxWait How long a call waits for another machine that computes the same key, before it runs the method itself.
     * @param cache The name of a cache of Spring's to be used as the store. By default it is the application's Redis.
     */
    public record Shared(
            @DefaultValue("false") boolean enabled,
            @Nullable String secret,
            @DefaultValue List<String> acceptedSecrets,
            @DefaultValue("false") boolean unsigned,
            @DefaultValue("100ms") Duration deadline,
            @DefaultValue("7d") Duration timeToLive,
            @DefaultValue("1MB") DataSize maxEntrySize,
            @DefaultValue("5ms") Duration minCompute,
            @DefaultValue("5s") Duration lease,
            @DefaultValue("10s") Duration maxWait,
            @Nullable String cache) {

        /** Returns a text without the secrets. */
        @Override
        public String toString() {
            return "Shared[enabled=" + enabled + ", unsigned=" + unsigned + ", cache=" + cache + "]";
        }
    }

    /**
     * What DevTools changes.
     *
     * @param keepResults Whether results outlive the restarts of DevTools, in memory. If not, each restart begins with none.
     */
    public record Devtools(@DefaultValue("true") boolean keepResults) {}

    /**
     * Warm-ups when the application starts.
     *
     * @param enabled Whether beans of type WarmUp are called when the application starts.
     * @param beforeReadiness Whether the application is ready only when they have ended, those aside that say otherwise. If not,
     *     all begin when it is ready.
     * @param threads How many run at the same time.
     * @param timeout How long one may take before it is interrupted, and how long the start waits for all of them together.
     * @param persisted How many persisted results are read from disk ahead of their calls: those that cost most to compute, of the
     *     last run. 0 for none.
     */
    public record WarmUp(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("true") boolean beforeReadiness,
            @DefaultValue("4") int threads,
            @DefaultValue("30s") Duration timeout,
            @DefaultValue("100") int persisted) {}
}
