package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.EvictionCause;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.store.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineLifeTests {

    /** What is memoized, in a class loader of its own. */
    public static final class Application {

        private int rate = 2;

        public Object compute(Object input) {
            return new ArrayList<>(List.of(input, rate));
        }
    }

    @Test
    @DisplayName("1.4: an engine that is let go of holds on to no class: not its plans, its fingerprints, its timers")
    void classesAreCollected() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            loaders.add(use());
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return loaders.stream().map(WeakReference::get).allMatch(Objects::isNull);
        });
    }

    @Test
    @DisplayName("8.4: a closed engine ends its thread, which held on to no loader")
    void closedEngineEndsItsThread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Fixture fixture = new Fixture().ttl(Duration.ofHours(1));
        MemoEngine engine = fixture.engine();
        fixture.call(engine.add(fixture.spec("Target.compute")), "a", () -> "b");
        Thread upkeep = await().until(() -> newThread(before), Objects::nonNull);
        assertThat(upkeep.isDaemon()).isTrue();
        assertThat(upkeep.getContextClassLoader()).isNull();
        engine.close();
        await().until(() -> !upkeep.isAlive());
    }

    @Test
    @DisplayName("3.7: an expired entry is let go of though nobody asks")
    void expiredEntryGoes() throws Exception {
        Fixture fixture = new Fixture().ttl(Duration.ofMillis(1));
        try (MemoEngine engine = fixture.builder().ticker(Ticker.SYSTEM).build()) {
            MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
            fixture.call(method, "a", () -> "b");
            await().untilAsserted(
                            () -> assertThat(method.figures().evictions()).containsEntry(EvictionCause.EXPIRED, 1L));
        }
    }

    private static @Nullable Thread newThread(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("memo-upkeep") && !before.contains(thread))
                .findFirst()
                .orElse(null);
    }

    private static WeakReference<ClassLoader> use() throws Exception {
        ClassLoader loader = new OwnLoader();
        Class<?> type = Class.forName(Application.class.getName(), true, loader);
        assertThat(type).isNotSameAs(Application.class);
        Object application = type.getConstructor().newInstance();
        Object argument = type.getConstructor().newInstance();
        Fixture fixture = new Fixture().ttl(Duration.ofHours(1));
        MemoEngine engine = MemoEngine.builder(CodeFingerprinter.forPackages(loader, "io.memo.engine"))
                .build();
        MethodMemoizer now = engine.add(fixture.spec("Application.now", type));
        MethodMemoizer later = engine.add(fixture.spec("Application.later", type), AsyncResults.FUTURES);
        Object[] arguments = {argument};
        Object stored = call(now, application, arguments, () -> new ArrayList<>(List.of(argument)));
        assertThat(call(now, application, arguments, () -> "not run")).isSameAs(stored);
        call(later, application, arguments, () -> CompletableFuture.completedFuture(argument));
        return new WeakReference<>(loader);
    }

    private static Object call(MethodMemoizer method, Object target, Object[] arguments, Invocation body) {
        try {
            return method.call(target, arguments, body);
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static final class OwnLoader extends ClassLoader {

        OwnLoader() {
            super(Application.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Application.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
