package io.memo.agent;

import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears of classes whose code is replaced in this JVM: by a debugger (HotSwap), by the enhanced redefinition of the JetBrains Runtime or
 * HotswapAgent, by any agent. Does nothing else: no class is changed, and retransformation, by which coverage tools, tracers, profilers and Mockito
 * instrument code, is not heard of.
 *
 * <p>Started by {@code -javaagent:memo-agent.jar}, or by {@code Launcher-Agent-Class} in the manifest of an application's jar. Methods may be called
 * by any thread, also if the agent was not started.
 */
public final class MemoAgent {

    private static final Redefinitions REDEFINITIONS = new Redefinitions();
    private static volatile @Nullable RedefinitionCounts counts;

    private MemoAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(@Nullable String arguments, Instrumentation jvm) {
        start(jvm);
    }

    /** Called by the JVM for {@code Launcher-Agent-Class}, before {@code main} as well. */
    public static void agentmain(@Nullable String arguments, Instrumentation jvm) {
        start(jvm);
    }

    private static synchronized void start(Instrumentation jvm) {
        if (counts == null) {
            jvm.addTransformer(REDEFINITIONS, false);
            counts = RedefinitionCounts.of(jvm);
        }
    }

    /** Returns whether the JVM started the agent: if not, nobody who listens is ever called. */
    public static boolean isRunning() {
        return counts != null;
    }

    /**
     * Calls the listener whenever code of a class is about to be replaced, on the thread that replaces it, until what is returned is closed. The
     * bytes are those that were handed to the JVM, before transformers of other agents that can retransform saw them; the array belongs to the
     * listener. Whether the JVM accepts the new code is known later: {@link #redefinitions} tells. What a listener throws is dropped.
     */
    public static AutoCloseable listen(BiConsumer<Class<?>, byte[]> listener) {
        return REDEFINITIONS.add(listener);
    }

    /**
     * Returns how often the JVM has replaced the code of this class or of one of its superclasses, by redefinition or by retransformation, or -1 if
     * that cannot be read. Before a listener returns, its redefinition is not counted; after a redefinition that the JVM refused it never is.
     */
    public static int redefinitions(Class<?> type) {
        RedefinitionCounts known = counts;
        return known == null ? -1 : known.of(type);
    }
}
