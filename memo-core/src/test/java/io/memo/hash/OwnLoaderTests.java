package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SPEC 8.4: memo in a class loader of its own, as in a web archive")
class OwnLoaderTests {

    private static final Map<String, Object> VALUES = Map.of(
            "set", Collections.unmodifiableSet(new TreeSet<>(Set.of("a"))),
            "map", Collections.synchronizedMap(new LinkedHashMap<>(Map.of("a", 1, "b", 2))),
            "other", Collections.checkedMap(new LinkedHashMap<>(), String.class, Integer.class));

    @Test
    @DisplayName("SPEC 8.4: no class of the JDK that was looked into holds on to it")
    void wrappersOfTheJdk() throws Exception {
        WeakReference<ClassLoader> loader = new WeakReference<>(hashedWithin());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private static ClassLoader hashedWithin() throws Exception {
        URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(OwnLoaderTests::url)
                .toArray(URL[]::new);
        try (URLClassLoader own = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = own.loadClass(StructuralHasher.class.getName());
            assertThat(type).isNotSameAs(StructuralHasher.class);
            Object hasher = type.getMethod("create").invoke(null);
            assertThat(type.getMethod("digest", Object.class).invoke(hasher, VALUES))
                    .hasToString(StructuralHasher.create().digest(VALUES).toString());
            return own;
        }
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
