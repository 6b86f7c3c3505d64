package io.memo.hash.jdk;

import static io.memo.hash.Digests.assertAlike;
import static io.memo.hash.Digests.assertAllDiffer;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.Digests;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncoderSource;
import io.memo.hash.walk.RefusingEncoder;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.NetPermission;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Annotation;
import java.text.DateFormat;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EventObject;
import java.util.List;
import java.util.Locale;
import java.util.PropertyPermission;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JdkTypeListTests {

    private static final Set<String> PACKAGES = Set.of(
            "java.lang",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.time.zone",
            "java.math",
            "java.net",
            "java.nio",
            "java.nio.charset",
            "java.nio.file",
            "java.nio.file.attribute",
            "java.util.regex",
            "java.text",
            "java.sql");

    private static List<Class<?>> publicConcreteTypes() throws IOException {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        List<Class<?>> types = new ArrayList<>();
        for (String module : List.of("java.base", "java.sql")) {
            Path root = modules.getPath("/modules", module);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    name = name.substring(0, name.length() - ".class".length());
                    int dot = name.lastIndexOf('.');
                    if (dot > 0 && PACKAGES.contains(name.substring(0, dot)) && !name.endsWith("-info")) {
                        Class<?> type = load(name);
                        if (isPublic(type) && !Modifier.isAbstract(type.getModifiers())) {
                            types.add(type);
                        }
                    }
                }
            }
        }
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            try {
                return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            } catch (ClassNotFoundException f) {
                throw new AssertionError(name, f);
            }
        }
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getDeclaringClass()) {
            if (!Modifier.isPublic(c.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isLocalClass();
    }

    /** Returns whether there can be objects of it: all else is a house for static methods. */
    private static boolean hasObjects(Class<?> type) {
        return type.getConstructors().length > 0
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method ->
                                Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()));
    }

    @Test
    @DisplayName("4.5 every public concrete type of the JDK is hashed by meaning or refused with a reason")
    void everyTypeIsDecided() throws IOException {
        EncoderSource source = (EncoderSource) Digests.HASHER;
        List<String> undecided = new ArrayList<>();
        List<String> hashed = new ArrayList<>();
        for (Class<?> type : publicConcreteTypes()) {
            Encoder encoder = source.of(type);
            if (!(encoder instanceof RefusingEncoder refused)) {
                hashed.add(type.getName());
            } else if (refused.reason().startsWith("memo does not know") && hasObjects(type)) {
                undecided.add(type.getName());
            }
        }
        assertThat(undecided).isEmpty();
        assertThat(hashed)
                .hasSizeGreaterThan(200)
                .contains("java.util.ArrayList", "java.time.Year", "java.net.URI", "java.sql.Timestamp");
    }

    @Test
    @DisplayName("4.5 rare values of the JDK by what they mean")
    void rareValues() throws IOException {
        assertAllDiffer(
                Character.UnicodeBlock.GREEK,
                Character.UnicodeBlock.CYRILLIC,
                DateFormat.Field.MINUTE,
                DateFormat.Field.SECOND,
                NumberFormat.Field.INTEGER,
                CoderResult.UNDERFLOW,
                CoderResult.malformedForLength(1),
                CoderResult.malformedForLength(2),
                CodingErrorAction.REPORT,
                new Annotation("a"),
                new FieldPosition(1),
                new FieldPosition(DateFormat.Field.MINUTE),
                new Locale.LanguageRange("de", 0.5),
                new Locale.LanguageRange("de", 1),
                new EventObject("a"),
                new PasswordAuthentication("a", new char[] {'b'}),
                new PasswordAuthentication("a", new char[] {'c'}),
                UnixDomainSocketAddress.of("a"),
                new RuntimePermission("a"),
                new NetPermission("a"),
                new PropertyPermission("a", "read"),
                new PropertyPermission("a", "write"),
                ZoneId.of("Europe/Berlin").getRules().getTransitionRules().get(0),
                ZoneId.of("Europe/Berlin").getRules().getTransitionRules().get(1));
        assertAlike(new Locale.LanguageRange("de", 0.5), new Locale.LanguageRange("de", 0.5));
        assertAlike(new PropertyPermission("a", "read"), new PropertyPermission("a", "read"));
        assertAlike(new FieldPosition(1), new FieldPosition(1));
    }
}
