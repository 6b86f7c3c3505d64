package io.memo.fingerprint.classfile.source;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.fingerprint.ClassFileSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Class files as a class loader finds them. Every file is read once in the life of its loader: what is rebuilt later is
 * not what runs, unless the JVM was given it to run. Thread-safe; holds the loader weakly and is itself held by it alone.
 */
public final class LoaderClassFiles implements ClassFileSource {

    private static final Map<ClassLoader, LoaderClassFiles> BY_LOADER =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final WeakReference<ClassLoader> loader;
    private final Map<String, Optional<byte[]>> bytes = new HashMap<>();
    private final Map<String, Set<String>> listings = new HashMap<>();
    private final Map<String, Optional<Digest>> resources = new HashMap<>();
    private final LibraryJars libraries = new LibraryJars();

    private LoaderClassFiles(ClassLoader loader) {
        this.loader = new WeakReference<>(loader);
    }

    /** Returns the class files of the loader, the same object each time; null means the system class loader. */
    public static LoaderClassFiles of(@Nullable ClassLoader loader) {
        ClassLoader asked = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        return BY_LOADER.computeIfAbsent(asked, LoaderClassFiles::new);
    }

    @Override
    public synchronized byte @Nullable [] bytesOf(String binaryName) {
        Optional<byte[]> known = bytes.get(binaryName);
        if (known == null) {
            known = Optional.ofNullable(read(binaryName));
            bytes.put(binaryName, known);
        }
        return known.orElse(null);
    }

    @Override
    public synchronized Set<String> classesIn(String packageName) {
        Set<String> known = listings.get(packageName);
        if (known == null) {
            ClassLoader asked = loader.get();
            known = asked == null ? Set.of() : list(asked, packageName);
            listings.put(packageName, known);
        }
        return known;
    }

    @Override
    public synchronized void replace(String binaryName, byte[] file) {
        bytes.values().removeIf(Optional::isEmpty);
        bytes.put(binaryName, Optional.of(file.clone()));
        listings.clear();
    }

    @Override
    public boolean mayBeLoaded(String binaryName) {
        ClassLoader asked = loader.get();
        try {
            return asked == null || asked.loadClass(binaryName) != null;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (RuntimeException | LinkageError e) {
            // Something is there, or it cannot be told.
            return true;
        }
    }

    @Override
    public List<String> providersOf(String binaryName) {
        List<String> providers = new ArrayList<>();
        ClassLoader asked = loader.get();
        if (asked == null) {
            return providers;
        }
        try {
            for (URL file : Collections.list(asked.getResources("META-INF/services/" + binaryName))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(providers::add);
                }
            }
        } catch (IOException e) {
            // The services that a loader cannot read are not there for the application either.
            return providers;
        }
        return providers;
    }

    @Override
    public synchronized @Nullable Digest resource(String name) {
        return resources.computeIfAbsent(name, this::contents).orElse(null);
    }

    private Optional<Digest> contents(String name) {
        ClassLoader asked = loader.get();
        FramedSink sink = new FramedSink();
        try {
            List<URL> found = asked == null ? List.of() : Collections.list(asked.getResources(name));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            for (URL each : found) {
                URLConnection connection = each.openConnection();
                // A cached jar file would stay open, and another reader may have closed it.
                connection.setUseCaches(false);
                try (InputStream content = connection.getInputStream()) {
                    sink.putBytes(content.readAllBytes());
                }
            }
        } catch (IOException | RuntimeException e) {
            sink.putString(UUID.randomUUID().toString());
        }
        return Optional.of(sink.digest());
    }

    @Override
    public synchronized @Nullable Library libraryOf(String binaryName) {
        ClassLoader asked = loader.get();
        return asked == null ? null : libraries.of(asked, binaryName);
    }

    private Set<String> list(ClassLoader asked, String packageName) {
        PackageListing listing = PackageListing.of(asked, packageName);
        listing.unambiguous().forEach((name, content) -> bytes.putIfAbsent(name, Optional.of(content)));
        return listing.names();
    }

    private byte @Nullable [] read(String binaryName) {
        ClassLoader asked = loader.get();
        if (asked == null) {
            return null;
        }
        try (InputStream content = asked.getResourceAsStream(binaryName.replace('.', '/') + ".class")) {
            return content == null ? null : content.readAllBytes();
        } catch (IOException | RuntimeException e) {
            // Loaders are foreign code; whatever they fail with, there are no bytes.
            return null;
        }
    }
}
