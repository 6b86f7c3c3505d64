package io.memo.fingerprint.classfile.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a package and its sub-packages in every directory and jar that a class loader shows: by the package's
 * own resources, and, as jars need not have entries for directories, by all that is on the path of URL class loaders and
 * of the system class loader. Nested jars of an executable Spring Boot jar are opened by their own URL handler.
 */
final class PackageListing {

    private static final String SUFFIX = ".class";
    private static final String PLAIN = "jar:file:";

    private final String prefix;
    private final Map<String, byte[]> contents = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<String> visited = new HashSet<>();

    private PackageListing(String packageName) {
        prefix = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    }

    static PackageListing of(ClassLoader loader, String packageName) {
        PackageListing listing = new PackageListing(packageName);
        for (URL root : listing.roots(loader).values()) {
            listing.addIfReadable(root);
        }
        return listing;
    }

    /** Returns the binary names of all classes found. */
    Set<String> names() {
        return new TreeSet<>(contents.keySet());
    }

    /** Returns the contents of those that were found once; which of several counts, only the loader knows. */
    Map<String, byte[]> unambiguous() {
        Map<String, byte[]> found = new HashMap<>(contents);
        found.keySet().removeAll(ambiguous);
        return found;
    }

    /** Returns the places to look into, each ending in the path of the package. */
    private Map<String, URL> roots(ClassLoader loader) {
        Map<String, URL> roots = new LinkedHashMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(prefix))) {
                roots.put(url.toString(), url);
            }
        } catch (IOException | RuntimeException e) {
            // The paths of URL class loaders may still be listed.
            roots.clear();
        }
        for (ClassLoader at = loader; at != null; at = at.getParent()) {
            if (at instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    put(roots, url.toString());
                }
            } else if (at == ClassLoader.getSystemClassLoader()) {
                for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
                    put(roots, Path.of(entry).toUri().toString());
                }
            }
        }
        return roots;
    }

    private void put(Map<String, URL> roots, String url) {
        String inside = url.endsWith("/") ? url : url.startsWith("jar:") ? url + "!/" : "jar:" + url + "!/";
        try {
            roots.putIfAbsent(inside + prefix, new URL(inside + prefix));
        } catch (MalformedURLException e) {
            // No handler, so the loader that has this URL cannot read it by its URL either.
            roots.remove(inside + prefix);
        }
    }

    private void addIfReadable(URL root) {
        try {
            add(root);
        } catch (IOException | RuntimeException e) {
            // Classes found by name later but not listed here are noticed and reported by whoever asked.
            visited.add(root.toString());
        }
    }

    private void add(URL root) throws IOException {
        if (root.getProtocol().equals("file")) {
            addDirectory(root);
        } else if (root.getProtocol().equals("jar")) {
            String url = root.toString();
            String jar = url.substring(0, url.length() - prefix.length());
            if (visited.add(jar)) {
                addJar(jar);
            }
        }
    }

    private void addJar(String url) throws IOException {
        JarFile jar = open(url);
        if (jar == null) {
            return;
        }
        try (jar;
                Stream<JarEntry> entries = jar.versionedStream()) {
            for (JarEntry entry : (Iterable<JarEntry>) entries::iterator) {
                String name = entry.getName();
                if (counts(name)) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        put(name, content.readAllBytes());
                    }
                }
            }
        }
    }

    /** Opens a jar by its root, because a connection to a directory in it fails where jars have no entries for these. */
    private static @Nullable JarFile open(String url) throws IOException {
        if (url.startsWith(PLAIN)) {
            File file = new File(URI.create(url.substring("jar:".length(), url.length() - "!/".length())));
            return file.isFile() ? new JarFile(file, false, JarFile.OPEN_READ, JarFile.runtimeVersion()) : null;
        }
        if (new URL(url).openConnection() instanceof JarURLConnection connection) {
            // A cached jar would outlive the loader, and be the old one after a rebuild.
            connection.setUseCaches(false);
            return connection.getJarFile();
        }
        return null;
    }

    private void addDirectory(URL root) throws IOException {
        Path directory;
        try {
            directory = Path.of(root.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (!Files.isDirectory(directory) || !visited.add(directory.toRealPath().toString())) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory, prefix.isEmpty() ? 1 : Integer.MAX_VALUE)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = prefix + directory.relativize(file).toString().replace(File.separatorChar, '/');
                if (counts(name)) {
                    put(name, Files.readAllBytes(file));
                }
            }
        }
    }

    private boolean counts(String name) {
        return name.endsWith(SUFFIX)
                && name.startsWith(prefix)
                && (!prefix.isEmpty() || name.indexOf('/') < 0)
                && !List.of("module-info.class", "package-info.class")
                        .contains(name.substring(name.lastIndexOf('/') + 1));
    }

    private void put(String path, byte[] content) {
        String name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
        if (contents.putIfAbsent(name, content) != null) {
            ambiguous.add(name);
        }
    }
}
