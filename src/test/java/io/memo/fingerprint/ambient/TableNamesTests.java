package io.memo.fingerprint.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.classfile.code.MethodRef;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SPEC 6.11: each name in a table is one of the library, so that none is there by a slip of the pen. */
class TableNamesTests {

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("clock", Tables.CLOCK),
                Arguments.of("random", Tables.RANDOM),
                Arguments.of("draws", Tables.DRAWS),
                Arguments.of("environment", Tables.ENVIRONMENT),
                Arguments.of("user", Tables.USER),
                Arguments.of("thread", Tables.THREAD),
                Arguments.of("identity", Tables.IDENTITY),
                Arguments.of("hashes", Tables.HASHES),
                Arguments.of("seeded", Tables.SEEDED),
                Arguments.of("locale", DefaultsTables.LOCALE),
                Arguments.of("time zone", DefaultsTables.TIME_ZONE),
                Arguments.of("charset", DefaultsTables.CHARSET),
                Arguments.of("locale by default", DefaultsTables.LOCALE_BY_DEFAULT),
                Arguments.of("time zone by default", DefaultsTables.TIME_ZONE_BY_DEFAULT),
                Arguments.of("charset by default", DefaultsTables.CHARSET_BY_DEFAULT),
                Arguments.of("resources", Tables.RESOURCES),
                Arguments.of("registries", Tables.REGISTRIES),
                Arguments.of("mutators", Tables.MUTATORS),
                Arguments.of("mutators of arguments", Tables.MUTATORS_OF_ARGUMENTS),
                Arguments.of("outside", OutsideTable.TEXT));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("SPEC 6.11: each name is there, in the libraries on the class path")
    @MethodSource("tables")
    void namesAreThere(String name, String table) {
        List<String> wrong = new ArrayList<>();
        table.lines().map(line -> line.strip().split("\\s+")).forEach(words -> {
            Class<?> owner = words[0].endsWith("*") ? null : typeOf(words[0]);
            if (owner == null && words[0].startsWith("java.") && !words[0].endsWith("*")) {
                wrong.add(words[0]);
            }
            for (int i = 1; owner != null && i < words.length; i++) {
                if (!words[i].startsWith("!") && !isThere(owner, words[i]) && !isNewer(words[0])) {
                    wrong.add(words[0] + " " + words[i]);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Java 21 and newer, which a build on 17 does not see. */
    private static boolean isNewer(String owner) {
        return owner.equals("java.lang.ScopedValue")
                || owner.equals("java.lang.Thread")
                || owner.equals("java.util.Objects")
                || owner.equals("javax.security.auth.Subject");
    }

    private static Class<?> typeOf(String name) {
        try {
            return Class.forName(name, false, TableNamesTests.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return isNewer(name) ? Object.class : null;
        }
    }

    private static boolean isThere(Class<?> owner, String word) {
        String dotted = owner.getName();
        Names only = Names.of(dotted + " " + word);
        String internal = dotted.replace('.', '/');
        Stream<MethodRef> methods = Stream.concat(Stream.of(owner.getMethods()), Stream.of(owner.getDeclaredMethods()))
                .map(method -> new MethodRef(internal, method.getName(), descriptor(method)));
        Stream<MethodRef> constructors = Stream.of(owner.getDeclaredConstructors())
                .map(each -> new MethodRef(internal, "<init>", descriptor(each)));
        return Stream.concat(methods, constructors).anyMatch(only::contains);
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    private static String descriptor(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString();
    }
}
