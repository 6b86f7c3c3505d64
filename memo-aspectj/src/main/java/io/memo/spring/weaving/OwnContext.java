package io.memo.spring.weaving;

import io.memo.Memoizer;
import io.memo.spring.aop.MemoizedMethods;
import io.memo.spring.aop.MethodsOnDemand;
import io.memo.spring.autoconfigure.MemoAutoConfiguration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * What woven code is memoized by where there is no Spring: a context with memo and nothing else, made when the first call comes. Calls that come
 * while it is made run the method. Safe for use by several threads.
 */
final class OwnContext {

    private static final Logger log = LoggerFactory.getLogger(OwnContext.class);

    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Made made;
    private volatile boolean over;

    private record Made(AnnotationConfigApplicationContext context, MethodsOnDemand methods) {}

    /** Returns what is memoized, or null if it is being made or cannot be. */
    @Nullable
    MethodsOnDemand methodsFor(Class<?> type) {
        Made known = made;
        if (known != null || over) {
            return known == null ? null : known.methods;
        }
        if (making.isHeldByCurrentThread() || !making.tryLock()) {
            return null;
        }
        try {
            known = make(type.getClassLoader());
            return known == null ? null : known.methods;
        } finally {
            making.unlock();
        }
    }

    Memoizer memoizer() {
        Made known;
        making.lock();
        try {
            known = make(Thread.currentThread().getContextClassLoader());
        } finally {
            making.unlock();
        }
        if (known == null) {
            throw new IllegalStateException("The memoizer of woven code could not be made; the log says why.");
        }
        return known.context.getBean(Memoizer.class);
    }

    private @Nullable Made make(@Nullable ClassLoader loader) {
        Made known = made;
        if (known != null || over) {
            return known;
        }
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        try {
            context.setDisplayName("memo, of woven code without Spring");
            context.setClassLoader(loader != null ? loader : OwnContext.class.getClassLoader());
            context.register(MemoAutoConfiguration.class);
            context.refresh();
            MemoizedMethods methods =
                    context.getBeanProvider(MemoizedMethods.class).getIfAvailable();
            known = new Made(context, new MethodsOnDemand(() -> methods));
            made = known;
        } catch (RuntimeException | LinkageError e) {
            over = true;
            log.error("memo cannot be started for woven code without Spring: woven methods run at every call.", e);
        }
        return known;
    }

    /** Lets go of all; calls that come later run the method. */
    void close() {
        making.lock();
        try {
            Made known = made;
            over = true;
            made = null;
            if (known != null) {
                known.context.close();
            }
        } finally {
            making.unlock();
        }
    }
}
