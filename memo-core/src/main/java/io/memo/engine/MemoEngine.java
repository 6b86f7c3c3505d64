package io.memo.engine;

import io.memo.Explanation;
import io.memo.FunctionOptions;
import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.engine.FunctionMethods.Memoized;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.FunctionCode;
import io.memo.hash.HashingScope;
import io.memo.hash.ManagedObjects;
import io.memo.hash.StructuralHasher;
import io.memo.key.MethodSpec;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import io.memo.store.caffeine.CaffeineStoreFactory;
import io.memo.store.handover.Handover;
import io.memo.store.tier.LeftPlaces;
import io.memo.store.tier.Tiers;
import io.memo.verdict.MemoListener;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine and its builder, the one place where the parts are put together. Safe for use by several threads.
 *
 * <p>Methods are added with their specification; calls go through the {@link MethodMemoizer} that comes back.
 */
public final class MemoEngine implements Memoizer, AutoCloseable {

    private static final Method FUNCTION = single(Function.class, "apply", Object.class);
    private static final Method SUPPLIER = single(Supplier.class, "get");
    private static final Method BI_FUNCTION = single(BiFunction.class, "apply", Object.class, Object.class);

    private final EngineSettings settings;
    private final WaitGraph graph = new WaitGraph();
    private final AtomicBoolean enabled = new AtomicBoolean(true);
    private final ConcurrentMap<String, MethodMemoizer> methods = new ConcurrentSkipListMap<>();

    private final FunctionMethods functions;

    private MemoEngine(EngineSettings settings, FunctionOptions functionDefaults) {
        this.settings = settings;
        this.functions = new FunctionMethods(this, settings, functionDefaults);
    }

    /**
     * Returns a builder.
     *
     * @param fingerprinter takes the fingerprints of code and knows what is application code
     */
    public static Builder builder(CodeFingerprinter fingerprinter) {
        return new Builder(fingerprinter);
    }

    /**
     * Adds a method: takes the fingerprint of its code and makes its store.
     *
     * @throws InvalidMemoizeException if the name is taken, a hasher of the method cannot be registered, or its results cannot
     *     be kept outside the process though they should
     */
    public MethodMemoizer add(MethodSpec spec) {
        return add(spec, null);
    }

    /**
     * Adds a method, as {@link #add(MethodSpec)} does.
     *
     * @param asyncResults how its results are wrapped that are not there when it returns; null if they are
     */
    public MethodMemoizer add(MethodSpec spec, @Nullable AsyncResults asyncResults) {
        return add(spec, asyncResults, null, Set.of());
    }

    /**
     * Adds a method, as {@link #add(MethodSpec)} does.
     *
     * @param asyncResults how its results are wrapped that are not there when it returns; null if they are
     * @param conditions decides about single calls; null if every call is memoized, and every result stored and returned
     * @param around methods that run with it, inside the cache: their code counts as its own
     */
    public MethodMemoizer add(
            MethodSpec spec,
            @Nullable AsyncResults asyncResults,
            @Nullable CallConditions conditions,
            Set<Method> around) {
        CodeFingerprint found = settings.fingerprinter().fingerprint(spec.method(), spec.targetClass(), around);
        return add(spec, found, asyncResults, conditions, settings.handover());
    }

    /**
     * Returns the code behind the method of a functional interface that a lambda or method reference implements, or null if it
     * cannot be found. Of what the lambda captured all counts.
     *
     * @param lambda an object of a class that the JVM made
     * @param called the method of the interface
     * @param besides classes whose code counts whatever the lambda holds
     */
    public @Nullable FunctionCode codeOf(Object lambda, Method called, Collection<Class<?>> besides) {
        return FunctionMethods.codeOf(lambda, called, besides, settings);
    }

    /**
     * Adds a method whose code is known already. Its results are not handed over to the next start.
     *
     * @param code as {@link #codeOf} found it
     * @param asyncResults how its results are wrapped that are not there when it returns; null if they are
     * @param conditions decides about single calls; null if every call is memoized, and every result stored and returned
     */
    public MethodMemoizer add(
            MethodSpec spec,
            FunctionCode code,
            @Nullable AsyncResults asyncResults,
            @Nullable CallConditions conditions) {
        return add(spec, code.fingerprint(), asyncResults, conditions, null);
    }

    /** Adds a method whose code is known, about whose calls nobody decides, and whose results are not handed over. */
    MethodMemoizer add(MethodSpec spec, CodeFingerprint found, @Nullable AsyncResults asyncResults) {
        return add(spec, found, asyncResults, null, null);
    }

    private MethodMemoizer add(
            MethodSpec spec,
            CodeFingerprint found,
            @Nullable AsyncResults asyncResults,
            @Nullable CallConditions conditions,
            @Nullable Handover handover) {
        CodeFingerprint code = found.withLiveTypes(KnownTypes.ofTarget(spec, settings.fingerprinter()));
        MethodParts parts = MethodParts.of(
                spec, asyncResults != null, code, settings, graph, new Gate(enabled, conditions), handover);
        MethodMemoizer added = new MethodMemoizer(spec, code, parts, asyncResults);
        MethodMemoizer taken = methods.putIfAbsent(spec.name(), added);
        if (taken != null) {
            throw new InvalidMemoizeException(
                    "Two memoized methods or functions have the name '%s': %s and %s."
                            .formatted(spec.name(), taken.method(), spec.method()),
                    "Give one of them another name: @Memoize(name = \"…\"), FunctionOptions.named(\"…\").");
        }
        parts.announce(added);
        return added;
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> memoize(
            FunctionOptions options, Function<T, R> function) {
        Memoized memoized = functions.of(options, function, FUNCTION);
        return new FunctionObject.OfOne<>(function, memoized.memoizer(), memoized.results());
    }

    @Override
    public <R extends @Nullable Object> Supplier<R> memoize(FunctionOptions options, Supplier<R> supplier) {
        Memoized memoized = functions.of(options, supplier, SUPPLIER);
        return new FunctionObject.OfNone<>(supplier, memoized.memoizer(), memoized.results());
    }

    @Override
    public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            BiFunction<T, U, R> memoize(FunctionOptions options, BiFunction<T, U, R> function) {
        Memoized memoized = functions.of(options, function, BI_FUNCTION);
        return new FunctionObject.OfTwo<>(function, memoized.memoizer(), memoized.results());
    }

    private static Method single(Class<?> functional, String name, Class<?>... parameters) {
        try {
            return functional.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every Java platform has it", e);
        }
    }

    /**
     * Makes classes that were hashed forget this engine. Calls after that still work, but classes of other loaders than memo's are
     * then looked at anew for each value. Other things that it was given are closed by who made them.
     */
    @Override
    public void close() {
        settings.hashing().close();
    }

    /** Returns the names of the methods known so far. */
    Set<String> names() {
        return methods.keySet();
    }

    @Override
    public void clear() {
        if (settings.handover() != null) {
            settings.handover().clear();
        }
        methods.values().forEach(MethodMemoizer::clear);
        // Last, with what methods left that are gone.
        settings.left().besides(false, false).forEach(place -> {
            place.clear();
            place.upkeep();
        });
    }

    @Override
    public void clear(String name) {
        method(name).clear();
    }

    @Override
    public void clear(String name, @Nullable Object @Nullable ... arguments) {
        method(name).clear(orNull(arguments));
    }

    /**
     * Lets go of all entries, as {@link #clear()} does, and of all that is known of earlier calls: the next call of each method
     * is explained as its first. What was counted stays, since meters must not go back.
     */
    public void forget() {
        clear();
        methods.values().forEach(MethodMemoizer::forget);
    }

    @Override
    public Explanation explain(String name, @Nullable Object @Nullable ... arguments) {
        return method(name).explain(orNull(arguments));
    }

    /** Who writes a lone {@code null} means one argument, though Java takes it for the array. */
    private static @Nullable Object[] orNull(@Nullable Object @Nullable [] arguments) {
        return arguments == null ? new @Nullable Object[] {null} : arguments;
    }

    @Override
    public boolean enabled() {
        return enabled.get();
    }

    @Override
    public void setEnabled(boolean on) {
        enabled.set(on);
        if (!on) {
            methods.values().forEach(MethodMemoizer::detachFlights);
        }
    }

    @Override
    public void setEnabled(String name, boolean on) {
        method(name).setEnabled(on);
    }

    @Override
    public List<MemoizedMethod> methods() {
        return List.copyOf(methods.values());
    }

    private MethodMemoizer method(String name) {
        MethodMemoizer method = methods.get(name);
        if (method == null) {
            throw new IllegalArgumentException(
                    "No memoized method is named '%s'. There are: %s.".formatted(name, methods.keySet()));
        }
        return method;
    }

    /** Collects the settings of an engine; each has a default. Not thread-safe. */
    public static final class Builder {

        /** How long a thread waits for another's computation, unless told otherwise. */
        public static final Duration DEFAULT_WAIT_TIMEOUT = Duration.ofMinutes(5);

        /** How many nodes a value may have, unless told otherwise. */
        public static final long DEFAULT_MAX_NODES = 10_000_000;

        private final CodeFingerprinter fingerprinter;
        private List<Hasher<?>> hashers = List.of();
        private ManagedObjects managedObjects = ManagedObjects.NONE;
        private long maxNodes = DEFAULT_MAX_NODES;
        private Ticker ticker = Ticker.SYSTEM;
        private List<MemoListener> listeners = List.of();
        private UnhashablePolicy onUnhashable = UnhashablePolicy.ARGUMENTS;
        private Duration waitTimeout = DEFAULT_WAIT_TIMEOUT;
        private FunctionOptions functionDefaults = FunctionOptions.defaults();
        private boolean showValues;
        private @Nullable StartRecords startRecords;
        private @Nullable StoreFactory stores;
        private @Nullable Supplier<Tiers> outside;
        private LeftPlaces left = LeftPlaces.NONE;
        private @Nullable Handover handover;

        private Builder(CodeFingerprinter fingerprinter) {
            this.fingerprinter = fingerprinter;
        }

        /** Sets the hashers that hold for every method; each must be of a type that can be told. */
        public Builder hashers(Collection<? extends Hasher<?>> hashers) {
            this.hashers = List.copyOf(hashers);
            return this;
        }

        /** Sets who knows of proxies and names. */
        public Builder managedObjects(ManagedObjects managedObjects) {
            this.managedObjects = managedObjects;
            return this;
        }

        /** Sets how many nodes a value may have before it is refused, at least 1. */
        public Builder maxNodes(long maxNodes) {
            this.maxNodes = maxNodes;
            return this;
        }

        /** Sets who makes the stores; by default they are in memory. */
        public Builder stores(StoreFactory stores) {
            this.stores = stores;
            return this;
        }

        /**
         * Sets where results of methods are kept that are to outlive the process; by default there is no such place.
         *
         * @param outside asked when such a method is added, and not before; gives the same tiers each time
         */
        public Builder outside(Supplier<Tiers> outside) {
            this.outside = outside;
            return this;
        }

        /** Sets where results may lie that earlier starts left outside the process; by default there is no such place. */
        public Builder left(LeftPlaces left) {
            this.left = left;
            return this;
        }

        /**
         * Sets what hands results over to the next start of the application in this process; by default nothing does. Who made it
         * closes it.
         */
        public Builder handover(@Nullable Handover handover) {
            this.handover = handover;
            return this;
        }

        /** Sets what holds for memoized functions whose own options say nothing: ttl, maxEntries, onMutation. */
        public Builder functionDefaults(FunctionOptions functionDefaults) {
            this.functionDefaults = functionDefaults;
            return this;
        }

        /** Sets the time. */
        public Builder ticker(Ticker ticker) {
            this.ticker = ticker;
            return this;
        }

        /** Sets who observes. */
        public Builder listeners(Collection<? extends MemoListener> listeners) {
            this.listeners = List.copyOf(listeners);
            return this;
        }

        /** Sets what becomes of calls with unhashable values. */
        public Builder onUnhashable(UnhashablePolicy onUnhashable) {
            this.onUnhashable = onUnhashable;
            return this;
        }

        /** Sets how long a thread waits for another's computation before it runs the method itself; positive. */
        public Builder waitTimeout(Duration waitTimeout) {
            this.waitTimeout = waitTimeout;
            return this;
        }

        /** Sets whether messages may show parts of values; by default they show names and places only. */
        public Builder showValues(boolean showValues) {
            this.showValues = showValues;
            return this;
        }

        /**
         * Sets where it is kept what the code of methods is, so that after the next start a miss can tell what changed; by
         * default it is not kept. The directory is made if it is missing.
         */
        public Builder explainDirectory(@Nullable Path explainDirectory) {
            return startRecords(explainDirectory == null ? null : new StartFiles(explainDirectory));
        }

        /** Sets the same by other means than files. */
        public Builder startRecords(@Nullable StartRecords startRecords) {
            this.startRecords = startRecords;
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
            EngineSettings settings = new EngineSettings(
                    fingerprinter,
                    hashers,
                    new FunctionObjects(managedObjects),
                    maxNodes,
                    stores != null
                            ? stores
                            : new CaffeineStoreFactory(ticker, ForkJoinPool.commonPool(), handover != null),
                    ticker,
                    new Listeners(listeners),
                    onUnhashable,
                    waitTimeout,
                    showValues,
                    new LastStart(startRecords, fingerprinter, hashers),
                    outside == null ? null : new FarPlaces(outside),
                    left,
                    handover,
                    new HashingScope());
            return new MemoEngine(settings, functionDefaults);
        }
    }
}
