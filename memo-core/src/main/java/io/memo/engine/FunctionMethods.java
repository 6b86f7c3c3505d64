package io.memo.engine;

import io.memo.CheckMode;
import io.memo.FunctionOptions;
import io.memo.InvalidMemoizeException;
import io.memo.KeyDimension;
import io.memo.MemoIgnore;
import io.memo.Memoizer;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.FunctionConditions;
import io.memo.engine.call.FunctionResults;
import io.memo.fingerprint.CallPlace;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.FunctionCode;
import io.memo.returns.ReturnedForms;
import io.memo.size.ByteLimit;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes memoized methods of functions. The function is the target, the method of its interface what is called on it; what
 * it captured or holds are the external variables. One code with the same options is one memoized method, however many
 * function objects there are of it. Safe for use by several threads.
 */
final class FunctionMethods {

    static final int DEFAULT_MAX_ENTRIES = 1000;

    private static final Set<Class<?>> OWN = Set.of(FunctionMethods.class, MemoEngine.class, Memoizer.class);

    private final MemoEngine engine;
    private final EngineSettings settings;
    private final FunctionOptions defaults;
    private final Map<Known, Memoized> known = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param defaults what holds where a function's own options say nothing */
    FunctionMethods(MemoEngine engine, EngineSettings settings, FunctionOptions defaults) {
        this.engine = engine;
        this.settings = settings;
        this.defaults = defaults;
    }

    /** A memoized function, and what is known of its results. */
    record Memoized(MethodMemoizer memoizer, FunctionResults results) {}

    /** Hidden classes have no name of their own, so the class itself stands for the code. */
    private record Known(Class<?> function, Method called, Set<Class<?>> along, FunctionOptions options) {}

    /**
     * Returns the memoized method that the function is, made when first asked for.
     *
     * @param called the method of the functional interface
     * @throws InvalidMemoizeException if the code cannot be found, the results cannot be kept or the name is taken
     */
    Memoized of(FunctionOptions options, Object function, Method called) {
        Class<?> type = function.getClass();
        requireCode(function, type);
        Method method = implementing(type, called);
        // Outside the lock: a hasher of the application may be asked.
        CallPlace place = caller();
        FunctionReach reach = FunctionReach.of(function, method, place, options, Set.of(), settings);
        if (reach == null) {
            throw refuse(
                    "The code of a %s cannot be found: memo reads no class file of it.".formatted(type.getName()),
                    "Write it as a lambda, a method reference or a class of your own that is compiled to a class file.");
        }
        Known wanted = new Known(type, called, reach.along(), options);
        lock.lock();
        try {
            Memoized memoized = known.get(wanted);
            if (memoized == null) {
                memoized = add(options, type, method, place, reach);
                known.put(wanted, memoized);
            }
            return memoized;
        } finally {
            lock.unlock();
        }
    }

    /** Who called {@code memoize} may have written the lambda right there, which tells it from others like it. */
    private static @Nullable CallPlace caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.dropWhile(frame -> OWN.contains(frame.getDeclaringClass()))
                        .findFirst()
                        .map(CallPlace::of)
                        .orElse(null));
    }

    private Memoized add(
            FunctionOptions options, Class<?> type, Method method, @Nullable CallPlace place, FunctionReach reach) {
        FunctionCode found = reach.code();
        String name = options.name() != null ? options.name() : free(found.name());
        FunctionResults results = new FunctionResults(name, FunctionReach.resultTypes(found));
        AsyncResults wrapping = results.wrapping();
        ReturnedForms.requireTaken(name, returns(options), results.types());
        return new Memoized(
                engine.add(
                        spec(name, options, method, found.home()),
                        withCaptured(found, type),
                        () -> again(type, method, place, reach),
                        wrapping,
                        FunctionConditions.of(options.freshness())),
                results);
    }

    private @Nullable FunctionCode again(Class<?> type, Method method, @Nullable CallPlace place, FunctionReach first) {
        // In other code of the class around it the place may be that of another lambda.
        boolean moved = settings.generations().hasReplaced(first.code().home().getName());
        FunctionCode now = settings.fingerprinter().function(type, method, first.along(), moved ? null : place);
        return now == null ? null : withCaptured(now, type);
    }

    private static FunctionCode withCaptured(FunctionCode found, Class<?> type) {
        if (!type.isHidden()) {
            return found;
        }
        // What a lambda captured has no names that code could read it by, so all of it counts.
        CodeFingerprint all =
                found.fingerprint().withLiveTypes(List.of(type.getName())).withWholeType(type.getName());
        return new FunctionCode(all, found.home(), found.name(), found.results());
    }

    /** Returns the code of a lambda that bears a specification, or null if it cannot be found. */
    static @Nullable FunctionCode codeOf(
            Object lambda, Method called, Collection<Class<?>> besides, EngineSettings settings) {
        FunctionReach reach = FunctionReach.of(lambda, called, null, FunctionOptions.defaults(), besides, settings);
        if (reach == null) {
            return null;
        }
        return withCaptured(reach.code(), lambda.getClass());
    }

    private MethodSpec spec(String name, FunctionOptions options, Method method, Class<?> home) {
        Integer maxEntries = options.maxEntries() != null ? options.maxEntries() : defaults.maxEntries();
        MutationPolicy onMutation = options.onMutation() != null ? options.onMutation() : defaults.onMutation();
        CheckMode mutationCheck = options.mutationCheck() != null ? options.mutationCheck() : defaults.mutationCheck();
        ReturnMode returns = returns(options);
        return new MethodSpec(
                name,
                method,
                home,
                parameters(method),
                ttl(options),
                freshness(options.freshness()),
                maxEntries != null ? maxEntries : DEFAULT_MAX_ENTRIES,
                maxBytes(name, options.maxBytes()),
                options.allowOutputMutation(),
                onMutation != null ? onMutation : MutationPolicy.WARN,
                mutationCheck != null ? mutationCheck : CheckMode.BUDGETED,
                returns,
                options.version(),
                options.hashers(),
                varyBy(options),
                false,
                false);
    }

    /** What each result says itself holds instead of what is said of all functions. */
    private @Nullable Duration ttl(FunctionOptions options) {
        boolean common = options.ttl() == null && options.freshness().ttlOf() == null;
        return common ? defaults.ttl() : options.ttl();
    }

    private static Freshness freshness(FunctionOptions.Freshness options) {
        Duration age = options.refresh();
        Freshness.Refresh early = options.refreshesAuto() ? new Freshness.Refresh.Early() : null;
        return new Freshness(
                options.ttlOf() != null,
                age != null ? new Freshness.Refresh.After(age) : early,
                options.staleIfError(),
                options.emptyTtl(),
                options.failureTtl(),
                options.ttlJitter());
    }

    /** Those of all functions come first; one of a name that is taken takes the place of the other. */
    private List<KeyDimension> varyBy(FunctionOptions options) {
        Map<String, KeyDimension> named = new LinkedHashMap<>();
        defaults.varyBy().forEach(dimension -> named.put(dimension.name(), dimension));
        options.varyBy().forEach(dimension -> named.put(dimension.name(), dimension));
        return List.copyOf(named.values());
    }

    private static @Nullable Long maxBytes(String name, @Nullable String written) {
        try {
            return written == null ? null : ByteLimit.parse(written);
        } catch (IllegalArgumentException e) {
            throw new InvalidMemoizeException(
                    "maxBytes of %s: %s.".formatted(name, e.getMessage()), "Leave it out for no limit.", e);
        }
    }

    /** A function that allows changes to its results, or has them released, shares them, whatever holds for the others. */
    private ReturnMode returns(FunctionOptions options) {
        boolean shares = options.allowOutputMutation() || options.freshness().onRelease() != null;
        ReturnMode common = defaults.returns() != null && !shares ? defaults.returns() : ReturnMode.SHARED;
        return options.returns() != null ? options.returns() : common;
    }

    private static List<MethodSpec.Parameter> parameters(Method method) {
        List<MethodSpec.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Parameter parameter = method.getParameters()[i];
            String numbered = method.getParameterCount() == 1 ? "argument" : "argument" + (i + 1);
            parameters.add(new MethodSpec.Parameter(
                    parameter.isNamePresent() ? parameter.getName() : numbered,
                    parameter.isAnnotationPresent(MemoIgnore.class)));
        }
        return parameters;
    }

    private String free(String name) {
        Set<String> taken = engine.names();
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private void requireCode(Object function, Class<?> type) {
        if (function instanceof FunctionObject) {
            throw refuse("%s is memoized already.".formatted(function), "Memoize the function behind it.");
        }
        if (settings.managedObjects().unwrap(function) != function || Proxy.isProxyClass(type)) {
            throw refuse(
                    "A %s is a proxy, and the code behind it may be another at each call.".formatted(type.getName()),
                    "Memoize a lambda that calls it, or put @Memoize on the method of the bean behind it.");
        }
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            throw refuse(
                    "The code of a %s is inside the JDK, as of what andThen, compose and identity return."
                            .formatted(type.getName()),
                    "Write it as a lambda: x -> g.apply(f.apply(x)).");
        }
    }

    /** Returns the method whose body a call of the interface's method runs, as far as it is a single one. */
    private static Method implementing(Class<?> type, Method called) {
        if (type.isHidden()) {
            return called;
        }
        List<Method> written = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(called.getName())
                        && method.getParameterCount() == called.getParameterCount()
                        && !method.isBridge()
                        && !Modifier.isStatic(method.getModifiers()))
                .toList();
        if (written.size() == 1) {
            return written.get(0);
        }
        try {
            return type.getMethod(called.getName(), called.getParameterTypes());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("%s implements %s".formatted(type, called), e);
        }
    }

    private static InvalidMemoizeException refuse(String problem, String remedy) {
        return new InvalidMemoizeException(problem, remedy);
    }
}
