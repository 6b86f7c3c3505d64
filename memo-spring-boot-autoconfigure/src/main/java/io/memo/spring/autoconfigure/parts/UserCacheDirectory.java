package io.memo.spring.autoconfigure.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the operating system wants what can be made again: a directory of the user, which others cannot write to. */
public final class UserCacheDirectory {

    private UserCacheDirectory() {}

    /** Returns memo's part of it, or null if the user has no home directory. */
    public static @Nullable Path find() {
        return find(System::getenv, System::getProperty);
    }

    static @Nullable Path find(
            UnaryOperator<@Nullable String> environment, UnaryOperator<@Nullable String> properties) {
        String system = String.valueOf(properties.apply("os.name")).toLowerCase(Locale.ROOT);
        String said = environment.apply(system.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        if (said != null && !said.isEmpty() && Path.of(said).isAbsolute()) {
            return Path.of(said, "memo");
        }
        // In containers it may be "?" or a directory that is not there.
        String home = properties.apply("user.home");
        if (home == null || !Path.of(home).isAbsolute() || !Files.isDirectory(Path.of(home))) {
            return null;
        }
        return system.startsWith("mac") ? Path.of(home, "Library", "Caches", "memo") : Path.of(home, ".cache", "memo");
    }
}
