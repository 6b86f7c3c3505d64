package io.memo.spring.aop;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Marks the way from a proxy to the body that it has run, so that a call which passes proxy and woven code is memoized once.
 *
 * <pre>
 * proxy, hit  -> nothing is marked
 * proxy, miss -> mark(method, target) -> advice further in -> woven code finds the mark -> takes it -> body -> puts it back
 *                                                                                          calls itself -> no mark -> memoized
 * </pre>
 *
 * <p>Nobody can tell for sure whether a class was woven, but a mark that woven code meets is certain. A thread has one mark at a
 * time, and only between the proxy and the body. A map by thread is no {@code ThreadLocal}: threads that never miss leave
 * nothing in it, and who finds it empty need not look. Safe for use by several threads.
 */
public final class ProxiedRuns {

    private static final ConcurrentMap<Thread, Mark> MARKS = new ConcurrentHashMap<>();

    private static volatile boolean expected;

    private ProxiedRuns() {}

    /** Says that there is woven code; nothing is marked before. */
    public static void expectWovenCode() {
        expected = true;
    }

    /** Runs what an invocation leads to; woven code that executes the method on its target lets it pass. */
    static @Nullable Object run(Method method, MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        if (!expected || target == null) {
            return invocation.proceed();
        }
        Thread thread = Thread.currentThread();
        Mark before = MARKS.put(thread, new Mark(method, target));
        try {
            return invocation.proceed();
        } finally {
            set(thread, before);
        }
    }

    /** Returns whether any thread has a mark now. */
    public static boolean areMarked() {
        return !MARKS.isEmpty();
    }

    /**
     * Takes the mark of this thread if it is of such an execution. Who gets one puts it back when the body has run, for the
     * advice between may run it again.
     *
     * @return null if there is none
     */
    public static @Nullable Mark take(Method executed, Object target) {
        Thread thread = Thread.currentThread();
        Mark mark = MARKS.get(thread);
        if (mark == null || mark.target != target || !mark.method.equals(executed)) {
            return null;
        }
        MARKS.remove(thread);
        return mark;
    }

    /** Puts a mark back that was taken. */
    public static void putBack(Mark mark) {
        MARKS.put(Thread.currentThread(), mark);
    }

    private static void set(Thread thread, @Nullable Mark mark) {
        if (mark == null) {
            MARKS.remove(thread);
        } else {
            MARKS.put(thread, mark);
        }
    }

    /** That a proxy has a method run on a target. */
    public static final class Mark {

        private final Method method;
        private final Object target;

        private Mark(Method method, Object target) {
            this.method = method;
            this.target = target;
        }
    }
}
