package io.memo.aspectj;

import io.memo.Memoize;
import io.memo.engine.call.Invocation;
import io.memo.spring.weaving.WovenCalls;

/**
 * Memoizes executions of the methods that bear {@link Memoize}, or an annotation that bears it, up to two steps away. Executions, not calls: who
 * advises both advises twice. What a class inherits from an annotated interface or superclass and overrides without the annotation is
 * not matched, for the pointcut looks at the method alone.
 *
 * <p>Arguments are bound one by one, for a join point of AspectJ's costs more than a hit: it makes a {@code ThreadLocal}. Methods
 * with more than six pay for it.
 */
public aspect MemoizeWeaving {

    private static final Object[] NONE = {};

    /**
     * Further out first, as memo's advice stands among the proxies of a bean. Patterns, for a name that is not there makes the weaver
     * warn.
     */
    declare precedence : org.springframework.security..*, org.springframework.scheduling.aspectj.*, MemoizeWeaving,
        org.springframework.transaction.aspectj.*, org.springframework.cache.aspectj.*;

    declare @method : @Memoize !abstract * *(..) : @Woven;

    declare @method : @(@Memoize *) !abstract * *(..) : @Woven;

    declare @method : @(@(@Memoize *) *) !abstract * *(..) : @Woven;

    pointcut memoized() :
        execution(@Memoize * *(..)) || execution(@(@Memoize *) * *(..)) || execution(@(@(@Memoize *) *) * *(..));

    pointcut ofObjects(Object target) : memoized() && this(target);

    pointcut ofClasses() : execution(static * *(..)) && memoized();

    Object around(Object target): ofObjects(target) && args() {
        return WovenCalls.call(thisJoinPointStaticPart, target, NONE, new Invocation() {
            public Object run() {
                return proceed(target);
            }
        });
    }

    Object around(): ofClasses() && args() {
        return WovenCalls.call(thisJoinPointStaticPart, null, NONE, new Invocation() {
            public Object run() {
                return proceed();
            }
        });
    }

    Object around(Object target, Object a0): ofObjects(target) && args(a0) {
        return WovenCalls.call(thisJoinPointStaticPart, target, new Object[] {a0}, new Invocation() {
            public Object run() {
                return proceed(target, a0);
            }
        });
    }

    Object around(Object a0): ofClasses() && args(a0) {
        return WovenCalls.call(thisJoinPointStaticPart, null, new Object[] {a0}, new Invocation() {
            public Object run() {
                return proceed(a0);
            }
        });
    }

    Object around(Object target, Object a0, Object a1): ofObjects(target) && args(a0, a1) {
        return WovenCalls.call(thisJoinPointStaticPart, target, new Object[] {a0, a1}, new Invocation() {
            public Object run() {
                return proceed(target, a0, a1);
            }
        });
    }

    Object around(Object a0, Object a1): ofClasses() && args(a0, a1) {
        return WovenCalls.call(thisJoinPointStaticPart, null, new Object[] {a0, a1}, new Invocation() {
            public Object run() {
                return proceed(a0, a1);
            }
        });
    }

    Object around(Object target, Object a0, Object a1, Object a2): ofObjects(target) && args(a0, a1, a2) {
        return WovenCalls.call(thisJoinPointStaticPart, target, new Object[] {a0, a1, a2}, new Invocation() {
            public Object run() {
                return proceed(target, a0, a1, a2);
            }
        });
    }

    Object around(Object a0, Object a1, Object a2): ofClasses() && args(a0, a1, a2) {
        return WovenCalls.call(thisJoinPointStaticPart, null, new Object[] {a0, a1, a2}, new Invocation() {
            public Object run() {
                return proceed(a0, a1, a2);
            }
        });
    }

    Object around(Object target, Object a0, Object a1, Object a2, Object a3): ofObjects(target) && args(a0, a1, a2, a3) {
        return WovenCalls.call(thisJoinPointStaticPart, target, new Object[] {a0, a1, a2, a3}, new Invocation() {
            public Object run() {
                return proceed(target, a0, a1, a2, a3);
            }
        });
    }

    Object around(Object a0, Object a1, Object a2, Object a3): ofClasses() && args(a0, a1, a2, a3) {
        return WovenCalls.call(thisJoinPointStaticPart, null, new Object[] {a0, a1, a2, a3}, new Invocation() {
            public Object run() {
                return proceed(a0, a1, a2, a3);
            }
        });
    }

    Object around(Object target, Object a0, Object a1, Object a2, Object a3, Object a4): ofObjects(target) && args(a0, a1, a2, a3, a4) {
        return WovenCalls.call(thisJoinPointStaticPart, target, new Object[] {a0, a1, a2, a3, a4}, new Invocation() {
            public Object run() {
                return proceed(target, a0, a1, a2, a3, a4);
            }
        });
    }

    Object around(Object a0, Object a1, Object a2, Object a3, Object a4): ofClasses() && args(a0, a1, a2, a3, a4) {
        return WovenCalls.call(thisJoinPointStaticPart, null, new Object[] {a0, a1, a2, a3, a4}, new Invocation() {
            public Object run() {
                return proceed(a0, a1, a2, a3, a4);
            }
        });
    }

    Object around(Object target, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5): ofObjects(target) && args(a0, a1, a2, a3, a4, a5) {
        return WovenCalls.call(thisJoinPointStaticPart, target, new Object[] {a0, a1, a2, a3, a4, a5}, new Invocation() {
            public Object run() {
                return proceed(target, a0, a1, a2, a3, a4, a5);
            }
        });
    }

    Object around(Object a0, Object a1, Object a2, Object a3, Object a4, Object a5): ofClasses() && args(a0, a1, a2, a3, a4, a5) {
        return WovenCalls.call(thisJoinPointStaticPart, null, new Object[] {a0, a1, a2, a3, a4, a5}, new Invocation() {
            public Object run() {
                return proceed(a0, a1, a2, a3, a4, a5);
            }
        });
    }

    Object around(Object target): ofObjects(target) && args(*, *, *, *, *, *, *, ..) {
        return WovenCalls.call(thisJoinPointStaticPart, target, thisJoinPoint.getArgs(), new Invocation() {
            public Object run() {
                return proceed(target);
            }
        });
    }

    Object around(): ofClasses() && args(*, *, *, *, *, *, *, ..) {
        return WovenCalls.call(thisJoinPointStaticPart, null, thisJoinPoint.getArgs(), new Invocation() {
            public Object run() {
                return proceed();
            }
        });
    }
}
