package io.memo.engine;

import io.memo.FunctionOptions;
import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.engine.call.AbsentDimension;
import io.memo.engine.due.CheckThread;
import io.memo.engine.due.DueChecks;
import io.memo.engine.due.Timers;
import io.memo.engine.explain.LastStart;
import io.memo.engine.explain.StartFiles;
import io.memo.engine.explain.StartRecords;
import io.memo.engine.observe.Listeners;
import io.memo.engine.observe.MemoListener;
import io.memo.engine.refresh.CallerContext;
import io.memo.engine.refresh.RefreshPool;
import io.memo.engine.release.ReleasePool;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.engine.tier.MethodTierFactory;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.generation.CodeGenerations;
import io.memo.hash.ManagedObjects;
import io.memo.hash.StructuralHasher;
import io.memo.hash.identity.HashingScope;
import io.memo.live.CodeReplacements;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import io.memo.store.caffeine.CaffeineStoreFactory;
import io.memo.store.handover.Handover;
import io.memo.store.tier.guard.LeftPlaces;
import io.memo.store.tier.method.Tiers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an engine; each has a default. Not thread-safe. */
public final class MemoEngineBuilder {

    /** How long a thread waits for another's computation, unless told otherwise. */
    public static final Duration DEFAULT_WAIT_TIMEOUT = Duration.ofMinutes(5);

    /** How many nodes a value may have, unless told otherwise. */
    public static final long DEFAULT_MAX_NODES = 10_000_000;

    /** How many threads compute results anew behind the callers, unless told otherwise. */
    public static final int REFRESH_THREADS = 4;

    /** How many results may wait for one of these threads, unless told otherwise. */
    public static final int REFRESHES_WAITING = 256;

    private final CodeFingerprinter fingerprinter;
    private List<Hasher<?>> hashers = List.of();
    private ManagedObjects managedObjects = ManagedObjects.NONE;
    private long maxNodes = DEFAULT_MAX_NODES;
    private Ticker ticker = Ticker.SYSTEM;
    private List<MemoListener> listeners = List.of();
    private UnhashablePolicy onUnhashable = UnhashablePolicy.ARGUMENTS;
    private AbsentDimension onAbsentDimension = AbsentDimension.BYPASS;
    private Duration waitTimeout = DEFAULT_WAIT_TIMEOUT;
    private FunctionOptions functionDefaults = FunctionOptions.defaults();
    private boolean showValues;
    private @Nullable StartRecords startRecords;
    private @Nullable StoreFactory stores;
    private @Nullable Supplier<Tiers> outside;
    private LeftPlaces left = LeftPlaces.NONE;
    private @Nullable Handover handover;
    private @Nullable Long maxBytes;
    private @Nullable CodeReplacements replacements;
    private @Nullable RefreshPool refreshPool;
    private @Nullable ReleasePool releasePool;
    private CallerContext callerContext = CallerContext.NONE;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private @Nullable CheckThread checkThread;
    private int processors = Runtime.getRuntime().availableProcessors();

    MemoEngineBuilder(CodeFingerprinter fingerprinter) {
        this.fingerprinter = fingerprinter;
    }

    /** Sets the hashers that hold for every method; each must be of a type that can be told. */
    public MemoEngineBuilder hashers(Collection<? extends Hasher<?>> hashers) {
        this.hashers = List.copyOf(hashers);
        return this;
    }

    /** Sets who knows of proxies and names. */
    public MemoEngineBuilder managedObjects(ManagedObjects managedObjects) {
        this.managedObjects = managedObjects;
        return this;
    }

    /** Sets how many nodes a value may have before it is refused, at least 1. */
    public MemoEngineBuilder maxNodes(long maxNodes) {
        this.maxNodes = maxNodes;
        return this;
    }

    /** Sets who makes the stores; by default they are in memory. */
    public MemoEngineBuilder stores(StoreFactory stores) {
        this.stores = stores;
        return this;
    }

    /**
     * Sets where results of methods are kept that are to outlive the process; by default there is no such place.
     *
     * @param outside asked when such a method is added, and not before; gives the same tiers each time
     */
    public MemoEngineBuilder outside(Supplier<Tiers> outside) {
        this.outside = outside;
        return this;
    }

    /** Sets where results may lie that earlier starts left outside the process; by default there is no such place. */
    public MemoEngineBuilder left(LeftPlaces left) {
        this.left = left;
        return this;
    }

    /**
     * Sets what hands results over to the next start of the application in this process; by default nothing does. Who made it
     * closes it.
     */
    public MemoEngineBuilder handover(@Nullable Handover handover) {
        this.handover = handover;
        return this;
    }

    /**
     * Sets what holds for memoized functions whose own options say nothing: ttl, maxEntries, onMutation, mutationCheck,
     * returns; and the dimensions by which all functions vary.
     */
    public MemoEngineBuilder functionDefaults(FunctionOptions functionDefaults) {
        this.functionDefaults = functionDefaults;
        return this;
    }

    /** Sets the time. */
    public MemoEngineBuilder ticker(Ticker ticker) {
        this.ticker = ticker;
        return this;
    }

    /** Sets who observes. */
    public MemoEngineBuilder listeners(Collection<? extends MemoListener> listeners) {
        this.listeners = List.copyOf(listeners);
        return this;
    }

    /** Sets what becomes of calls with unhashable values. */
    public MemoEngineBuilder onUnhashable(UnhashablePolicy onUnhashable) {
        this.onUnhashable = onUnhashable;
        return this;
    }

    /** Sets what becomes of calls without a value of a dimension that the method varies by. */
    public MemoEngineBuilder onAbsentDimension(AbsentDimension onAbsentDimension) {
        this.onAbsentDimension = onAbsentDimension;
        return this;
    }

    /** Sets how long a thread waits for another's computation before it runs the method itself; positive. */
    public MemoEngineBuilder waitTimeout(Duration waitTimeout) {
        this.waitTimeout = waitTimeout;
        return this;
    }

    /** Sets whether messages may show parts of values; by default they show names and places only. */
    public MemoEngineBuilder showValues(boolean showValues) {
        this.showValues = showValues;
        return this;
    }

    /**
     * Sets where it is kept what the code of methods is, so that after the next start a miss can tell what changed; by
     * default it is not kept. The directory is made if it is missing.
     */
    public MemoEngineBuilder explainDirectory(@Nullable Path explainDirectory) {
        return startRecords(explainDirectory == null ? null : new StartFiles(explainDirectory));
    }

    /** Sets the same by other means than files. */
    public MemoEngineBuilder startRecords(@Nullable StartRecords startRecords) {
        this.startRecords = startRecords;
        return this;
    }

    /** Sets how many bytes of the heap the entries of all methods may take together, by estimate; null for no limit, the default. */
    public MemoEngineBuilder maxBytes(@Nullable Long maxBytes) {
        this.maxBytes = maxBytes;
        return this;
    }

    /** Sets who tells of code that is replaced while it runs; null if nobody does, the default. */
    public MemoEngineBuilder liveCode(@Nullable CodeReplacements replacements) {
        this.replacements = replacements;
        return this;
    }

    /** Sets where results are computed anew behind the callers; closed with the engine. By default there are daemon threads. */
    public MemoEngineBuilder refreshPool(RefreshPool pool) {
        this.refreshPool = pool;
        return this;
    }

    /** Sets what of the caller's thread there is where its result is computed anew; by default nothing. */
    public MemoEngineBuilder callerContext(CallerContext context) {
        this.callerContext = context;
        return this;
    }

    /** Sets where stored objects are released; for tests. */
    MemoEngineBuilder releasePool(ReleasePool pool) {
        this.releasePool = pool;
        return this;
    }

    /** Sets what draws from [0, 1) where times are chosen at random; for tests. */
    MemoEngineBuilder random(DoubleSupplier draws) {
        this.random = draws;
        return this;
    }

    /** Sets what checks results behind the callers, and how many processors the machine has; for tests. */
    MemoEngineBuilder checks(CheckThread thread, int number) {
        this.checkThread = thread;
        this.processors = number;
        return this;
    }

    /**
     * Returns the engine.
     *
     * @throws IllegalArgumentException if a number or a duration is out of range
     * @throws InvalidMemoizeException if two hashers serve one type
     */
    public MemoEngine build() {
        // Each method has one of its own; this one is made to refuse what every one of them would.
        StructuralHasher.builder().hashers(hashers).build();
        Timers timers = new Timers();
        EngineSettings settings = new EngineSettings(
                fingerprinter,
                hashers,
                new FunctionObjects(managedObjects),
                maxNodes,
                stores != null
                        ? stores
                        : new CaffeineStoreFactory(
                                ticker, ForkJoinPool.commonPool(), timers.upkeep(), handover != null, maxBytes),
                ticker,
                new Listeners(listeners),
                onUnhashable,
                onAbsentDimension,
                waitTimeout,
                showValues,
                new LastStart(startRecords, fingerprinter, hashers),
                outside == null ? null : new MethodTierFactory(outside),
                left,
                handover,
                new HashingScope(),
                timers,
                new DueChecks(checkThread != null ? checkThread : timers.checks(), processors),
                refreshPool != null ? refreshPool : RefreshPool.ofThreads(REFRESH_THREADS, REFRESHES_WAITING),
                releasePool != null ? releasePool : ReleasePool.ofThreads(),
                callerContext,
                random,
                replacements == null ? CodeGenerations.NONE : new CodeGenerations(fingerprinter, ticker::nanos));
        return new MemoEngine(settings, functionDefaults, replacements);
    }
}
