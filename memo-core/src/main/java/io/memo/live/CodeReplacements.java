package io.memo.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A way to hear of code that is replaced in the running JVM. Instrumentation of code that stays what it was is not heard of. */
public interface CodeReplacements {

    /** Calls the listener from now on, until what is returned is closed. May be called several times. */
    AutoCloseable listen(Listener listener);

    /** Returns what listens, for the line that memo logs at start-up, such as {@code agent}. */
    String name();

    /** Returns whether all code is known to its bytes before it runs; if not, {@link Listener#replaced} comes late. */
    boolean isExact();

    /**
     * Returns the best source that is there under this choice, or empty: in production nothing listens unless it was asked for.
     *
     * @param loaders who loads the classes of the application, for a source that hears names alone
     */
    static Optional<CodeReplacements> find(LiveCode choice, List<ClassLoader> loaders) {
        return Sources.find(choice, loaders);
    }

    /** Returns the option that starts the JVM with memo's agent; with its path if it lies on the class path. */
    static String agentOption() {
        return AgentReplacements.option();
    }

    /** Hears of replaced code. Called by any thread, also by several at once; must return soon. What it throws is dropped. */
    interface Listener {

        /**
         * Called before the JVM takes the new code, on the thread that replaces it. The JVM may still refuse it.
         *
         * @param bytes the class file as the compiler wrote it
         * @param isInstalled says at any later time whether the JVM has taken the code
         */
        void replacing(Class<?> type, byte[] bytes, BooleanSupplier isInstalled);

        /**
         * Called some time after the JVM took other code.
         *
         * @param bytes the class file as the compiler wrote it, or null if nobody knows what runs
         * @param since a time before which the old code ran; a result that was computed since may be of either
         */
        void replaced(Class<?> type, byte @Nullable [] bytes, Instant since);
    }
}
