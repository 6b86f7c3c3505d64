package io.memo.hash.structural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.Hasher;
import io.memo.hash.Digests;
import io.memo.hash.ManagedObjects;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.hash.identity.HashingScope;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChoicesTests {

    /** What is hashed, also in class loaders of its own. */
    public static final class Part {

        @SuppressWarnings("unused")
        private final List<String> names = List.of("a", "b");
    }

    @Test
    @DisplayName("8.4: no class of the JDK and none of the application holds on to a hasher")
    void hashersAreLetGo() {
        List<WeakReference<Object>> gone =
                IntStream.range(0, 20).mapToObj(i -> use(new Object[100])).toList();
        assertCollected(gone);
    }

    private static WeakReference<Object> use(Object context) {
        Runnable lambda = context::hashCode;
        Hasher<File> hasher = file -> context.hashCode() + file.getName();
        StructuralHasher used = StructuralHasher.builder()
                .hasher(File.class, hasher)
                .managedObjects(new Naming(context))
                .build();
        used.digest(List.of("text", 1L, new File("x"), Map.of(2, Duration.ZERO), new Part(), new Part[0], lambda));
        used.inProcess().keyPart(List.of("text"), Origin.NONE);
        return new WeakReference<>(context);
    }

    @Test
    @DisplayName("8.4: a hasher that is still used holds on to no class loader")
    void loadersAreLetGo() {
        StructuralHasher used = StructuralHasher.create();
        List<WeakReference<Object>> gone =
                IntStream.range(0, 5).mapToObj(i -> useOwnClass(used)).toList();
        assertCollected(gone);
        assertThat(used.digest(new Part())).isEqualTo(Digests.digest(new Part()));
    }

    private static WeakReference<Object> useOwnClass(StructuralHasher used) {
        Object part = new OwnLoader().newPart();
        used.digest(List.of(part, Array.newInstance(part.getClass(), 1)));
        return new WeakReference<>(part.getClass().getClassLoader());
    }

    @Test
    @DisplayName("8.4: classes of another loader forget the hashers of a scope that is closed")
    void scopeIsClosed() {
        Object part = new OwnLoader().newPart();
        List<WeakReference<Object>> gone = IntStream.range(0, 20)
                .mapToObj(i -> useInScope(part, new Object[100]))
                .toList();
        assertCollected(gone);
        assertThat(part).isNotNull();
    }

    private static WeakReference<Object> useInScope(Object part, Object context) {
        try (HashingScope scope = new HashingScope()) {
            StructuralHasher used = StructuralHasher.builder()
                    .managedObjects(new Naming(context))
                    .scope(scope)
                    .build();
            // The context knows of the hasher, as a bean factory does.
            ((Object[]) context)[0] = used;
            assertThat(used.digest(part)).isEqualTo(Digests.digest(part));
            scope.close();
            assertThat(used.digest(part)).isEqualTo(Digests.digest(part));
        }
        return new WeakReference<>(context);
    }

    @Test
    @DisplayName("3.6: many threads that meet many classes at once all get what is right")
    void manyThreads() {
        StructuralHasher fresh = StructuralHasher.create();
        List<Object> values = IntStream.range(0, 200)
                .mapToObj(i -> Array.newInstance(int.class, new int[1 + i % 200]))
                .toList();
        List<CompletableFuture<Boolean>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(() ->
                        values.stream().allMatch(value -> fresh.digest(value).equals(Digests.digest(value)))))
                .limit(8)
                .toList();
        assertThat(runs).allMatch(CompletableFuture::join);
    }

    private static void assertCollected(List<WeakReference<Object>> gone) {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return gone.stream().map(WeakReference::get).allMatch(Objects::isNull);
        });
    }

    private record Naming(Object context) implements ManagedObjects {

        @Override
        public Object unwrap(Object object) {
            return object;
        }

        @Override
        public String nameOf(Object object) {
            return object == context ? "context" : null;
        }
    }

    private static final class OwnLoader extends ClassLoader {

        OwnLoader() {
            super(Part.class.getClassLoader());
        }

        Object newPart() {
            try {
                return loadClass(Part.class.getName(), true).getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Part.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
