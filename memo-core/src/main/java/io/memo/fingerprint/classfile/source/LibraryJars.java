package io.memo.fingerprint.classfile.source;

import io.memo.digest.FramedSink;
import io.memo.fingerprint.ClassFileSource.Library;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The jars behind library classes, known by the names, sizes and checksums of all they hold, which their tables of contents say:
 * nothing is unpacked for it, and a jar that was built again of the same classes is the same. Each is looked at once. Not
 * thread-safe.
 */
final class LibraryJars {

    private static final Library PLATFORM =
            new Library("java", Runtime.version().toString());

    private final Map<String, Library> byJar = new HashMap<>();

    /** Returns null for a class that lies in no jar; one that is not there counts as a library of its own. */
    @Nullable
    Library of(ClassLoader loader, String binaryName) {
        String file = binaryName.replace('.', '/') + ".class";
        URL url = loader.getResource(file);
        if (url == null) {
            return new Library(binaryName, "absent");
        }
        if (url.getProtocol().equals("jrt")) {
            return PLATFORM;
        }
        String jar = url.toString().substring(0, url.toString().length() - file.length());
        Library known = byJar.get(jar);
        if (known == null) {
            known = read(url, jar);
            if (known != null) {
                byJar.put(jar, known);
            }
        }
        return known;
    }

    private static @Nullable Library read(URL url, String jar) {
        try {
            if (!(url.openConnection() instanceof JarURLConnection connection)) {
                return null;
            }
            connection.setUseCaches(false);
            try (JarFile file = connection.getJarFile()) {
                return new Library(nameOf(jar), versionOf(file));
            }
        } catch (IOException | RuntimeException e) {
            // URL handlers are foreign code; whatever they fail with, what the jar holds is not known.
            return null;
        }
    }

    private static String versionOf(JarFile file) {
        List<JarEntry> entries = file.stream()
                .filter(entry -> !entry.isDirectory())
                .sorted(Comparator.comparing(JarEntry::getName))
                .toList();
        FramedSink sink = new FramedSink().putInt(entries.size());
        entries.forEach(entry ->
                sink.putString(entry.getName()).putLong(entry.getSize()).putLong(entry.getCrc()));
        return sink.digest().hex();
    }

    /** {@code jar:file:/lib/a-1.jar!/} and {@code jar:nested:/app.jar/!BOOT-INF/lib/a-1.jar!/} are both {@code a-1.jar}. */
    private static String nameOf(String jar) {
        String path = jar.endsWith("!/") ? jar.substring(0, jar.length() - 2) : jar;
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
