package io.memo.live;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** Hears of replaced code by {@code memo-agent}, which another class loader may have loaded: it is called by reflection. */
final class AgentReplacements implements CodeReplacements {

    private static final String AGENT = "io.memo.agent.MemoAgent";

    private static final String UNKNOWN = "path/to/memo-agent.jar";

    private final Method listen;
    private final ToIntFunction<Class<?>> counts;

    private AgentReplacements(Class<?> agent) throws ReflectiveOperationException {
        this.listen = agent.getMethod("listen", BiConsumer.class);
        Method count = agent.getMethod("redefinitions", Class.class);
        this.counts = type -> (int) call(count, type);
    }

    /** Returns the agent, or empty if this JVM was started without it. */
    static Optional<CodeReplacements> find() {
        try {
            Class<?> agent = Class.forName(AGENT, true, ClassLoader.getSystemClassLoader());
            boolean running = (boolean) call(agent.getMethod("isRunning"));
            return running ? Optional.of(new AgentReplacements(agent)) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Returns the option for the agent's jar, by its path if that is known. */
    static String option() {
        return "-javaagent:" + jar();
    }

    private static String jar() {
        try {
            Class<?> agent = Class.forName(AGENT, false, ClassLoader.getSystemClassLoader());
            CodeSource home = agent.getProtectionDomain().getCodeSource();
            String path = Path.of(home.getLocation().toURI()).toString();
            return path.endsWith(".jar") ? path : UNKNOWN;
        } catch (ReflectiveOperationException | URISyntaxException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        Announcements announcements = new Announcements(listener, counts);
        BiConsumer<Class<?>, byte[]> told = announcements::announce;
        return (AutoCloseable) call(listen, told);
    }

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public boolean isExact() {
        return true;
    }

    private static Object call(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What one listener was told. The JVM never replaces one class by two threads at once, so the next announcement ends the one before. */
    private static final class Announcements {

        private final Listener listener;
        private final ToIntFunction<Class<?>> counts;
        private final Map<Class<?>, Installation> last = new WeakHashMap<>();

        Announcements(Listener listener, ToIntFunction<Class<?>> counts) {
            this.listener = listener;
            this.counts = counts;
        }

        void announce(Class<?> type, byte[] bytes) {
            Installation next = new Installation(type, counts);
            Installation before;
            synchronized (last) {
                before = last.put(type, next);
            }
            if (before != null) {
                before.end();
            }
            listener.replacing(type, bytes, next::isDone);
        }
    }
}
