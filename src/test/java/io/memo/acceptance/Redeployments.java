package io.memo.acceptance;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.SpringBootConfiguration;

/**
 * A process of its own, in which applications live one after the other. It prints what is left of them: the process forgets at
 * once what is softly reachable.
 */
public final class Redeployments {

    private static final List<WeakReference<Object>> GONE = new ArrayList<>();

    private Redeployments() {}

    /** An application without memo. */
    @SpringBootConfiguration
    static class Another {}

    /**
     * Runs.
     *
     * @param arguments what is new for each life (context, loader), how many lives, the folder of the application's classes
     */
    public static void main(String[] arguments) throws Exception {
        URL[] classes = {Path.of(arguments[2]).toUri().toURL()};
        ClassLoader container = Redeployments.class.getClassLoader();
        // Spring Boot holds on to the loader of the first application in a process.
        Redeployed.start(Another.class, "memo.enabled=false").close();
        ClassLoader only = arguments[0].equals("context") ? new URLClassLoader(classes, container) : null;
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            live(only, classes, container);
            System.out.println("lived " + i);
        }
        System.out.println("left " + left());
        // It is alive all the time.
        Objects.requireNonNull(only == null ? container : only).loadClass("io.memo.Memoizer");
    }

    private static void live(ClassLoader only, URL[] classes, ClassLoader parent) throws Exception {
        if (only != null) {
            in(only);
            return;
        }
        try (URLClassLoader own = new URLClassLoader(classes, parent)) {
            in(own);
            GONE.add(new WeakReference<>(own));
        }
    }

    private static void in(ClassLoader loader) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Consumer<Object> seen = object -> GONE.add(new WeakReference<>(object));
            loader.loadClass(Redeployed.class.getName())
                    .getMethod("live", Consumer.class)
                    .invoke(null, seen);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<String> left() {
        try {
            // Idle workers of the common pool stay for a minute, and hold on to what they were started with.
            await().atMost(Duration.ofSeconds(100)).pollInSameThread().until(() -> {
                System.gc();
                return alive().isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            return alive();
        }
        return List.of();
    }

    private static List<String> alive() {
        return GONE.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .map(object -> object.getClass().getSimpleName())
                .toList();
    }
}
