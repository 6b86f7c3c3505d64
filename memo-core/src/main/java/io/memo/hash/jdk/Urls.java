package io.memo.hash.jdk;

import io.memo.SameObject;
import io.memo.hash.classify.Jdk;
import io.memo.hash.read.JdkField;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * URLs without asking any name server: by their text, and by the handler that opens them where it was given to the URL itself. From
 * Java 24 on that handler cannot be seen: there a URL whose protocol the JVM does not know is one of its own.
 */
final class Urls {

    private static final String SAMPLE = "memo";

    private static final @Nullable JdkField HANDLER = handler();

    private Urls() {}

    static @Nullable Object[] parts(URL url) {
        Object own = HANDLER != null ? given(url, HANDLER) : usual(url) == null ? new SameObject(url) : null;
        return own == null
                ? new Object[] {url.getProtocol(), url.getAuthority(), url.getFile(), url.getRef()}
                : new Object[] {url.getProtocol(), url.getAuthority(), url.getFile(), url.getRef(), own};
    }

    /** Returns null of the one that the JVM finds for the protocol, which a factory may have made, or by its name. */
    private static @Nullable Object given(URL url, JdkField field) {
        Object handler = field.in(url);
        if (handler == null
                || Jdk.owns(handler.getClass())
                || handler.getClass().getName().endsWith("." + url.getProtocol() + ".Handler")) {
            return null;
        }
        URL usual = usual(url);
        return usual != null && field.in(usual) == handler ? null : handler;
    }

    /** Returns another URL of the protocol, or null if the JVM does not know that. */
    @SuppressWarnings("deprecation")
    private static @Nullable URL usual(URL url) {
        try {
            return new URL(url.getProtocol(), null, -1, "");
        } catch (MalformedURLException e) {
            return null;
        }
    }

    @SuppressWarnings("deprecation")
    private static @Nullable JdkField handler() {
        URLStreamHandler known = new URLStreamHandler() {
            @Override
            protected @Nullable URLConnection openConnection(URL url) {
                return null;
            }
        };
        try {
            return JdkField.of(URL.class, "handler", Object.class, new URL(SAMPLE, null, -1, "", known), known);
        } catch (MalformedURLException e) {
            return null;
        }
    }
}
