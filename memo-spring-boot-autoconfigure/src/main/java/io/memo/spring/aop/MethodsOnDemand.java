package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.core.NestedExceptionUtils;

/**
 * Looks the memoized methods of a context up when one is first called, because advice is made before all other beans. A call that
 * comes while the beans of memo are being made runs the method. Safe for use by several threads.
 */
public final class MethodsOnDemand {

    private static final Logger log = LoggerFactory.getLogger(MethodsOnDemand.class);

    private final Supplier<? extends @Nullable MemoizedMethods> methods;

    /** @param methods asked on every call, so the supplier remembers its answer; null from a context that leaves memo out */
    public MethodsOnDemand(Supplier<? extends @Nullable MemoizedMethods> methods) {
        this.methods = methods;
    }

    /**
     * Returns the memoized methods, or null if there are none or they cannot be made yet.
     *
     * @param called the method that is called
     * @throws InvalidMemoizeException if an annotation cannot be honoured
     */
    public @Nullable MemoizedMethods orNull(Method called) {
        try {
            return methods.get();
        } catch (BeansException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof InvalidMemoizeException invalid) {
                throw invalid;
            }
            log.debug("A call of {} came before memo was there; the method runs", called, e);
            return null;
        }
    }
}
