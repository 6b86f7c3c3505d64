package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.call.MethodSpec;
import io.memo.engine.MemoEngine;
import io.memo.engine.MethodMemoizer;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import io.memo.fingerprint.FunctionCode;
import io.memo.spring.async.AsyncReturnTypes;
import io.memo.spring.report.FindingCode;
import io.memo.spring.spec.MemoizeAnnotations;
import io.memo.spring.spec.MethodNames;
import io.memo.spring.spec.ReturnTypes;
import io.memo.spring.spec.SpecSource;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.SpringProxy;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;

/**
 * From a method called on an object of a class to its memoizer: those of all beans are added when the application starts,
 * others when they are first called. Safe for use by several threads.
 */
public final class MemoizedMethods {

    private static final Logger log = LoggerFactory.getLogger(MemoizedMethods.class);

    private final MemoEngine engine;
    private final SpecSource specs;
    private final InnerAdvice advice;

    private volatile KnownCalls calls = KnownCalls.NONE;
    private volatile KnownCalls executions = KnownCalls.NONE;
    private volatile boolean reported;

    private final ConcurrentMap<MethodClassKey, Optional<MethodMemoizer>> byCall = new ConcurrentHashMap<>();
    private final ConcurrentMap<MethodClassKey, MethodMemoizer> bySpecificMethod = new ConcurrentHashMap<>();
    private final ReentrantLock adding = new ReentrantLock();

    /**
     * @param engine takes the methods
     * @param specs says how each is memoized
     * @param advice knows what else runs when one of them runs
     */
    public MemoizedMethods(MemoEngine engine, SpecSource specs, InnerAdvice advice) {
        this.engine = engine;
        this.specs = specs;
        this.advice = advice;
    }

    /**
     * Returns the memoizer for calls of the method on objects of the class, or null if it is not memoized.
     *
     * @throws InvalidMemoizeException if the annotation cannot be honoured
     */
    public @Nullable MethodMemoizer find(Method method, Class<?> targetClass) {
        return find(method, targetClass, null);
    }

    /**
     * Returns the same for calls on an object of the class.
     *
     * @param target that object, without which the code of a lambda cannot be found; null if none is there
     */
    public @Nullable MethodMemoizer find(Method method, Class<?> targetClass, @Nullable Object target) {
        KnownCalls.Known known = calls.find(method, targetClass);
        return known != null ? known.memoizer() : findAnew(method, targetClass, target);
    }

    /**
     * Returns the memoizer for executions of the body of the method that no proxy has led to, or null if they are not memoized:
     * where the body is that of a superclass, called by the one that overrides it, and where proxies have advice inside the cache
     * that such a call does not meet, so that it may have another result.
     *
     * @param method whose body is executed
     * @param targetClass the class of the object, or of a static method the class that declares it
     * @param target the object, or null of a static method
     * @throws InvalidMemoizeException if the annotation cannot be honoured
     */
    public @Nullable MethodMemoizer findExecuted(Method method, Class<?> targetClass, @Nullable Object target) {
        KnownCalls.Known known = executions.find(method, targetClass);
        if (known != null) {
            return known.memoizer();
        }
        MethodMemoizer found = answersExecutions(method, targetClass) ? findAnew(method, targetClass, target) : null;
        // As below.
        executions = executions.with(new KnownCalls.Known(method, targetClass, found));
        return found;
    }

    private boolean answersExecutions(Method method, Class<?> targetClass) {
        Class<?> written = MemoizeAnnotations.written(method, targetClass);
        return !SpringProxy.class.isAssignableFrom(targetClass)
                && MemoizeAnnotations.specific(method, targetClass).equals(method)
                && !advice.mayChangeResults(method, written);
    }

    private @Nullable MethodMemoizer findAnew(Method method, Class<?> targetClass, @Nullable Object target) {
        boolean isLambda = ClassUtils.isLambdaClass(targetClass);
        if (isLambda && target == null) {
            return null;
        }
        MethodClassKey call = new MethodClassKey(method, targetClass);
        Optional<MethodMemoizer> found = byCall.get(call);
        if (found == null) {
            found = Optional.ofNullable(
                    isLambda && target != null ? resolveLambda(method, target) : resolve(method, targetClass));
            byCall.put(call, found);
        }
        // Of two threads that add at once, one update may be lost; the next call adds it again.
        calls = calls.with(new KnownCalls.Known(method, targetClass, found.orElse(null)));
        return found.orElse(null);
    }

    private @Nullable MethodMemoizer resolve(Method method, Class<?> targetClass) {
        Memoize memoize = MemoizeAnnotations.find(method, targetClass);
        if (memoize == null) {
            return null;
        }
        Method specific = MemoizeAnnotations.specific(method, targetClass);
        Class<?> written = MemoizeAnnotations.written(specific, targetClass);
        // Outside the lock: it may make beans, and the thread that makes beans may be waiting for us.
        MethodSpec spec = specs.spec(memoize, specific, written);
        CallConditions conditions = specs.conditions(memoize, spec);
        Set<Method> around = advice.around(specific, written);
        return told(
                memoize,
                spec,
                add(
                        memoize,
                        new MethodClassKey(specific, written),
                        spec,
                        () -> engine.add(spec, async(specific, written), conditions, around)));
    }

    /** A lambda or method reference: its class has no class file, its code is found by the object. */
    private @Nullable MethodMemoizer resolveLambda(Method method, Object lambda) {
        Class<?> type = lambda.getClass();
        Memoize memoize = MemoizeAnnotations.find(method, type);
        if (memoize == null) {
            return null;
        }
        Method called = MemoizeAnnotations.specific(method, type);
        Set<Class<?>> around = advice.around(called, type).stream()
                .map(Method::getDeclaringClass)
                .collect(Collectors.toSet());
        FunctionCode code = engine.codeOf(lambda, called, around);
        WeakReference<Object> held = new WeakReference<>(lambda);
        if (code == null) {
            log.warn(
                    "{} of a lambda is not memoized: memo finds no code of {}, made at run time. Write the bean as a class"
                            + " that implements the interface.",
                    ReturnTypes.describe(called),
                    type.getName());
            return null;
        }
        MethodSpec spec =
                specs.spec(memoize, called, code.home(), new MethodNames.Owner(type, code.home(), code.name()));
        CallConditions conditions = specs.conditions(memoize, spec);
        return told(
                memoize,
                spec,
                add(
                        memoize,
                        new MethodClassKey(called, type),
                        spec,
                        () -> engine.add(
                                spec, code, () -> again(held.get(), called, around), async(called, type), conditions)));
    }

    private @Nullable FunctionCode again(@Nullable Object lambda, Method called, Set<Class<?>> around) {
        return lambda == null ? null : engine.codeOf(lambda, called, around);
    }

    /** Says that the methods that are added from now on are in no report of the start. */
    public void startUpIsOver() {
        reported = true;
    }

    private @Nullable MethodMemoizer told(Memoize memoize, MethodSpec spec, @Nullable MethodMemoizer added) {
        if (reported && !specs.suppressedWarnings(memoize, spec.name()).contains(FindingCode.SHARED_RESULT.code())) {
            specs.sharedResult(memoize, spec).forEach(finding -> log.warn("{}", finding.text()));
        }
        return added;
    }

    private static @Nullable AsyncResults async(Method method, Class<?> type) {
        return AsyncReturnTypes.of(ReturnTypes.declared(method, type).toClass());
    }

    private @Nullable MethodMemoizer add(
            Memoize memoize, MethodClassKey key, MethodSpec spec, Supplier<MethodMemoizer> maker) {
        adding.lock();
        try {
            MethodMemoizer added = bySpecificMethod.get(key);
            if (added == null) {
                added = maker.get();
                added.setEnabled(specs.enabled(memoize, spec.name()));
                bySpecificMethod.put(key, added);
            }
            return added;
        } catch (InvalidMemoizeException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            log.error(
                    "memo cannot memoize {}, which runs at every call. This is a fault of memo, please report it.",
                    spec.method(),
                    e);
            return null;
        } finally {
            adding.unlock();
        }
    }
}
