package io.memo.engine;

import io.memo.Explanation;
import io.memo.FunctionOptions;
import io.memo.InvalidMemoizeException;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.call.FreshnessRules;
import io.memo.call.MethodSpec;
import io.memo.engine.FunctionMethods.Memoized;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import io.memo.engine.flight.WaitGraph;
import io.memo.engine.release.ReleasePool;
import io.memo.engine.tier.CostliestResults;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.FunctionCode;
import io.memo.generation.MethodCode;
import io.memo.generation.ReplacedCode;
import io.memo.jvm.LinkedRecords;
import io.memo.live.CodeReplacements;
import io.memo.store.handover.Handover;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
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

    private final @Nullable ReplacedCode replacedCode;

    MemoEngine(EngineSettings settings, FunctionOptions functionDefaults, @Nullable CodeReplacements replacements) {
        this.settings = settings;
        this.replacedCode = replacements == null
                ? null
                : ReplacedCode.heardOf(replacements, settings.generations(), this::forgetShapes);
        this.functions = new FunctionMethods(this, settings, functionDefaults);
    }

    /**
     * Returns a builder.
     *
     * @param fingerprinter takes the fingerprints of code and knows what is application code
     */
    public static MemoEngineBuilder builder(CodeFingerprinter fingerprinter) {
        return new MemoEngineBuilder(fingerprinter);
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
        Set<Method> inside = Set.copyOf(around);
        return add(
                spec,
                () -> settings.fingerprinter().fingerprint(spec.method(), spec.targetClass(), inside),
                asyncResults,
                conditions,
                settings.handover());
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
     * @param again finds it again, when it was replaced; null if it cannot be found any more
     * @param asyncResults how its results are wrapped that are not there when it returns; null if they are
     * @param conditions decides about single calls; null if every call is memoized, and every result stored and returned
     */
    public MethodMemoizer add(
            MethodSpec spec,
            FunctionCode code,
            Supplier<@Nullable FunctionCode> again,
            @Nullable AsyncResults asyncResults,
            @Nullable CallConditions conditions) {
        return add(spec, ReplacedCode.firstly(code, again), asyncResults, conditions, null);
    }

    private MethodMemoizer add(
            MethodSpec spec,
            Supplier<CodeFingerprint> fingerprint,
            @Nullable AsyncResults asyncResults,
            @Nullable CallConditions conditions,
            @Nullable Handover handover) {
        FreshnessRules.check(spec, conditions != null && conditions.releases());
        List<String> own = KnownTypes.ofTarget(spec, settings.fingerprinter());
        Supplier<CodeFingerprint> again = () -> fingerprint.get().withLiveTypes(own);
        MethodCode code = new MethodCode(again.get(), again, settings.generations());
        MethodParts parts =
                MethodParts.of(spec, asyncResults != null, code, settings, graph, enabled, conditions, handover);
        MethodMemoizer added = new MethodMemoizer(spec, parts, asyncResults);
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
     * Makes classes that were hashed forget this engine, and lets its threads end. Calls after that still work, but classes of
     * other loaders than memo's are then looked at anew for each value, an expired entry takes its place until its key is asked
     * for, each hit checks what it returns, and nobody joins the asynchronous run of another. Other things that it was given are
     * closed by who made them.
     *
     * <p>Results of methods with {@code onRelease} are {@linkplain #release() released}, and no more of them are stored.
     */
    @Override
    public void close() {
        if (replacedCode != null) {
            replacedCode.close();
        }
        settings.refreshPool().close();
        settings.releasePool().close();
        release();
        settings.dueChecks().close();
        settings.timers().close();
        settings.hashing().close();
        LinkedRecords.forget();
    }

    /**
     * Lets go of the results of methods with {@code onRelease}, and returns when they are released, or after {@linkplain ReleasePool#PATIENCE
     * ten seconds} when that takes longer. What calls are being answered with is released after them.
     */
    public void release() {
        settings.releasePool()
                .await(methods.values().stream()
                        .map(MethodMemoizer::letGo)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Entries remember what their results looked like, field by field, so they go, too. */
    private void forgetShapes() {
        settings.hashing().decideAnew();
        methods.values().forEach(MethodMemoizer::forgetResults);
    }

    /** Returns how many checks are to be made behind the callers, by estimate. */
    int checksToCome() {
        return settings.dueChecks().waiting();
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

    @Override
    public void clearDimension(String dimension, Object value) {
        List<MethodMemoizer> varying = methods.values().stream()
                .filter(method -> method.varyBy().contains(dimension))
                .toList();
        if (varying.isEmpty()) {
            throw new IllegalArgumentException("No memoized method varies by '%s'. There are: %s."
                    .formatted(
                            dimension,
                            methods.values().stream()
                                    .flatMap(method -> method.varyBy().stream())
                                    .sorted()
                                    .distinct()
                                    .toList()));
        }
        varying.forEach(method -> method.clearDimension(dimension, value));
    }

    /** Returns what can be read ahead of the first calls: results of the methods known so far that are persisted. */
    public CostliestResults costliestResults() {
        return new CostliestResults(methods.values().stream()
                .filter(method -> method.spec().persist())
                .map(MethodMemoizer::farEntries)
                .filter(Objects::nonNull)
                .toList());
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
}
