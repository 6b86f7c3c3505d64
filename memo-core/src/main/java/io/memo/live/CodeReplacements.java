package io.memo.live;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tells of classes whose code is replaced in the running JVM. Instrumentation, which adds to code, is no replacement. */
public interface CodeReplacements {

    /**
     * Begins to tell.
     *
     * @param listener told by any thread, also by the one that replaces the code
     * @return ends it; does nothing when closed again
     */
    AutoCloseable listen(Listener listener);

    /** Returns what people call the teller, such as {@code agent}. */
    String name();

    /** Hears of replaced code. Throws nothing and waits for nothing. */
    interface Listener {

        /**
         * Called before the JVM takes the code, which it may yet refuse.
         *
         * @param bytes the class file as the compiler wrote it
         * @param isInstalled says at any later time whether the JVM has taken it
         */
        void replacing(Class<?> type, byte[] bytes, BooleanSupplier isInstalled);

        /**
         * Called after the JVM took other code.
         *
         * @param bytes the class file as the compiler wrote it; null if nobody knows which code it is
         * @param ago how long ago that was
         */
        void replaced(Class<?> type, byte @Nullable [] bytes, Duration ago);
    }
}
