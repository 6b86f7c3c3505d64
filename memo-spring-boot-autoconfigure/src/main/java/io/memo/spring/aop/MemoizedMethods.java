package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.engine.CallConditions;
import io.memo.engine.MemoEngine;
import io.memo.engine.MethodMemoizer;
import io.memo.key.MethodSpec;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodClassKey;

/**
 * From a method called on an object of a class to its memoizer: those of all beans are added when the application starts,
 * others when they are first called. Safe for use by several threads.
 */
public final class MemoizedMethods {

    private static final Logger log = LoggerFactory.getLogger(MemoizedMethods.class);

    private final MemoEngine engine;
    private final SpecSource specs;
    private final InnerAdvice advice;

    /** By the method alone, for that costs no key; nearly every method is called on objects of one class. */
    private final ConcurrentMap<Method, Known> byMethod = new ConcurrentHashMap<>();

    private final ConcurrentMap<MethodClassKey, Known> byCall = new ConcurrentHashMap<>();
    private final ConcurrentMap<MethodClassKey, MethodMemoizer> bySpecificMethod = new ConcurrentHashMap<>();
    private final ReentrantLock adding = new ReentrantLock();

    /** What is known of calls of a method on objects of a class. */
    private record Known(Class<?> targetClass, @Nullable MethodMemoizer memoizer) {}

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
        Known known = byMethod.get(method);
        if (known == null || known.targetClass != targetClass) {
            known = findByCall(method, targetClass);
        }
        return known.memoizer;
    }

    private Known findByCall(Method method, Class<?> targetClass) {
        MethodClassKey call = new MethodClassKey(method, targetClass);
        Known known = byCall.get(call);
        if (known == null) {
            known = new Known(targetClass, resolve(method, targetClass));
            byCall.put(call, known);
        }
        byMethod.putIfAbsent(method, known);
        return known;
    }

    private @Nullable MethodMemoizer resolve(Method method, Class<?> targetClass) {
        Memoize memoize = Annotations.find(method, targetClass);
        if (memoize == null) {
            return null;
        }
        Method specific = Annotations.specific(method, targetClass);
        Class<?> written = Annotations.written(specific, targetClass);
        // Outside the lock: it may make beans, and the thread that makes beans may be waiting for us.
        MethodSpec spec = specs.spec(memoize, specific, written);
        CallConditions conditions = specs.conditions(memoize, spec);
        Set<Method> around = advice.around(specific, written);
        adding.lock();
        try {
            MethodClassKey key = new MethodClassKey(specific, written);
            MethodMemoizer added = bySpecificMethod.get(key);
            if (added == null) {
                added = engine.add(spec, AsyncReturnTypes.of(specific), conditions, around);
                added.setEnabled(specs.enabled(spec.name()));
                bySpecificMethod.put(key, added);
            }
            return added;
        } catch (InvalidMemoizeException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            log.error(
                    "memo cannot memoize {}, which runs at every call. This is a fault of memo, please report it.",
                    specific,
                    e);
            return null;
        } finally {
            adding.unlock();
        }
    }
}
