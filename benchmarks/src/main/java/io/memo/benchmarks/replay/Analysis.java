package io.memo.benchmarks.replay;

import java.lang.reflect.Method;

/** A way to know what a method depends on, of one commit. */
interface Analysis {

    /** Returns what the method depends on. */
    Footprint of(Method method);
}
