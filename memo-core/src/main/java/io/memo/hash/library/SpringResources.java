package io.memo.hash.library;

import io.memo.digest.Digest;
import io.memo.hash.classify.Supertypes;
import io.memo.hash.frame.PartsEncoder;
import io.memo.hash.identity.WeakIdentityMap;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources of Spring's, as {@code @Value("classpath:rates.csv") Resource} injects them: those of the class path, of an archive and of
 * a web application by their place and by what they hold, for that is part of a release; all others by their place. What one holds is
 * read once. Known by name, so that memo need not depend on Spring.
 */
public final class SpringResources {

    private static final String RESOURCE = "org.springframework.core.io.Resource";

    /** The method that tells the place. */
    private static final Map<String, String> PLACES = Map.of(
            "org.springframework.core.io.ClassPathResource", "getPath",
            "org.springframework.core.io.DefaultResourceLoader$ClassPathContextResource", "getPath",
            "org.springframework.web.context.support.ServletContextResource", "getPath",
            "org.springframework.core.io.UrlResource", "getURL",
            "org.springframework.core.io.FileUrlResource", "getURL");

    /** What such URLs lead to is part of the application; what others lead to may change at any time, or lies elsewhere. */
    private static final Set<String> INSIDE = Set.of("jrt", "nested", "resource", "vfs", "vfszip", "bundleresource");

    private static final Set<String> ARCHIVES = Set.of("jar", "wsjar", "zip");

    private static final WeakIdentityMap<Optional<byte[]>> CONTENTS = new WeakIdentityMap<>();

    private SpringResources() {}

    /**
     * Returns whether the content of the resource, or of all in an array of them, is part of its digest; empty for anything else.
     * A resource that refuses to tell its place counts by no content.
     */
    public static Optional<Boolean> countByContent(@Nullable Object value) {
        if (value instanceof Object[] all) {
            return Stream.of(all)
                    .map(SpringResources::countByContent)
                    .reduce((one, other) -> one.flatMap(first -> other.map(second -> first && second)))
                    .orElse(Optional.empty());
        }
        if (value == null || Supertypes.first(value.getClass(), name -> RESOURCE.equals(name) ? name : null) == null) {
            return Optional.empty();
        }
        return Optional.of(countsByContent(value));
    }

    private static boolean countsByContent(Object resource) {
        String place = PLACES.get(resource.getClass().getName());
        if (place == null) {
            return owns(resource.getClass());
        }
        try {
            return isInside(Reflect.call(resource.getClass(), place, resource));
        } catch (RuntimeException e) {
            // It has no place.
            return false;
        }
    }

    /** Returns whether objects of the class are such resources, or hold what is read. */
    public static boolean owns(Class<?> type) {
        return PLACES.containsKey(type.getName())
                || type.getName().equals("org.springframework.core.io.ByteArrayResource");
    }

    /** Returns the encoder of the class, or null if it is none of these. */
    static @Nullable Encoder of(Class<?> type) {
        String place = PLACES.get(type.getName());
        return place == null
                ? null
                : new PartsEncoder<>(RESOURCE, PartsEncoder.Change.NEVER, resource -> {
                    Object where = Reflect.call(type, place, resource);
                    return new Object[] {where, isInside(where) ? content(type, resource) : null};
                });
    }

    private static boolean isInside(@Nullable Object where) {
        return !(where instanceof URL url)
                || INSIDE.contains(url.getProtocol())
                || (ARCHIVES.contains(url.getProtocol())
                        && (url.getPath().startsWith("file:") || url.getPath().startsWith("nested:")));
    }

    /** Returns null of one that is not there. */
    private static byte @Nullable [] content(Class<?> type, Object resource) {
        return CONTENTS.getOrMake(resource, () -> read(type, resource)).orElse(null);
    }

    private static Optional<byte[]> read(Class<?> type, Object resource) {
        try (InputStream in = (InputStream) type.getMethod("getInputStream").invoke(resource)) {
            return in == null ? Optional.empty() : Optional.of(Digest.of(in).bytes());
        } catch (IOException | ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
