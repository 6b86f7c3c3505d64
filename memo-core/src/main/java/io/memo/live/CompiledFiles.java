package io.memo.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The class files as they lie there now, which is what runs if they were written before the JVM took the code. A file that was not written since
 * it was looked at last cannot hold it: the code came from elsewhere. Confined to one thread.
 */
final class CompiledFiles {

    private final long began;
    private final Map<Class<?>, Long> written = new WeakHashMap<>();

    /** @param began a time in milliseconds; files that are older are those that the JVM started with */
    CompiledFiles(long began) {
        this.began = began;
    }

    /** Returns the bytes of the file, or null if there is none or it was not written since it was looked at last. */
    byte @Nullable [] newBytes(Class<?> type) {
        try {
            URL url = type.getResource("/" + type.getName().replace('.', '/') + ".class");
            return url == null ? null : newBytes(type, url);
        } catch (IOException e) {
            return null;
        }
    }

    private byte @Nullable [] newBytes(Class<?> type, URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            long time = connection.getLastModified();
            Long before = written.put(type, time);
            boolean isNew = before == null ? time >= began : time > before;
            return isNew ? in.readAllBytes() : null;
        }
    }
}
