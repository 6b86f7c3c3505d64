package io.memo.fingerprint.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SPEC 6.11: the tables are complete. The bytecode of the JDK, of Spring and of Kotlin's library tells which public methods come, by
 * a few calls, to what a kind is about. Each of them is in a table, or in the list of what was judged harmless, with the reason.
 *
 * <p>The list is judged against the oldest JDK that memo runs on.
 */
@EnabledForJreRange(max = JRE.JAVA_17)
class AmbientScanTests {

    private static final List<String> MODULES = List.of(
            "java.base",
            "java.compiler",
            "java.desktop",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.prefs",
            "java.rmi",
            "java.scripting",
            "java.sql",
            "java.sql.rowset",
            "java.xml");

    private static final List<String> JARS = List.of(
            "spring-aop-",
            "spring-beans-",
            "spring-boot-",
            "spring-context-",
            "spring-core-",
            "spring-data-commons-",
            "spring-data-jpa-",
            "spring-data-keyvalue-",
            "spring-data-redis-",
            "spring-expression-",
            "spring-jdbc-",
            "spring-messaging-",
            "spring-orm-",
            "spring-oxm-",
            "spring-r2dbc-",
            "spring-security-core-",
            "spring-security-crypto-",
            "spring-security-web-",
            "spring-tx-",
            "spring-web-",
            "spring-webflux-",
            "spring-webmvc-",
            "spring-websocket-",
            "kotlin-stdlib",
            "reactor-core",
            "micrometer-observation");

    private static final List<String> API =
            List.of("java/", "javax/", "org/w3c/", "org/xml/", "org/springframework/", "kotlin/");

    private static final List<String> NAMED_IN_FULL = List.of("java/", "javax/", "kotlin/");

    private static LibraryCode code;
    private static List<Harmless> harmless;

    /** What a kind is about, and how many calls may lie between it and a method for the method to count. */
    private enum Kind {
        LOCALE(4, "java.util.Locale getDefault", DefaultsTables.LOCALE + DefaultsTables.LOCALE_BY_DEFAULT),
        TIME_ZONE(4, """
                java.util.TimeZone getDefault* setDefaultZone
                java.time.ZoneId   systemDefault
                """, DefaultsTables.TIME_ZONE + DefaultsTables.TIME_ZONE_BY_DEFAULT),
        CHARSET(
                4,
                "java.nio.charset.Charset defaultCharset",
                DefaultsTables.CHARSET + DefaultsTables.CHARSET_BY_DEFAULT),
        CLOCK(4, """
                java.lang.System         currentTimeMillis nanoTime
                jdk.internal.misc.VM     getNanoTimeAdjustment
                """, Tables.CLOCK),
        RANDOM(4, """
                java.util.Random                         new() seedUniquifier
                java.security.SecureRandom               new getInstance* generateSeed next*
                jdk.internal.util.random.RandomSupport   initialSeed
                """, Tables.RANDOM),
        IDENTITY(3, "java.lang.System identityHashCode", Tables.IDENTITY),
        USER_CONTEXT(4, "org.springframework.context.i18n.LocaleContextHolder get*", Tables.USER),
        THREAD(2, "java.lang.ThreadLocal get", Tables.THREAD),
        OUTSIDE(4, """
                java.io.FileInputStream                  new
                java.io.RandomAccessFile                 new
                java.io.FileSystem                       get* check* list* can* is* has*
                java.nio.file.spi.FileSystemProvider     new* check* read* is* get*
                java.net.Socket                          connect
                java.net.InetAddress                     get*ByName getByName getAllByName*
                java.net.spi.InetAddressResolver         lookup*
                sun.nio.ch.Net                           *
                """, OutsideTable.TEXT),
        ENVIRONMENT(2, """
                java.lang.ProcessHandleImpl              *
                java.util.prefs.*                        get*
                """, Tables.ENVIRONMENT),
        RESOURCES(3, "java.lang.ClassLoader getResource*", Tables.RESOURCES);

        private final int steps;
        private final Names roots;
        private final Names table;

        Kind(int steps, String roots, String table) {
            this.steps = steps;
            this.roots = Names.of(roots);
            this.table = Names.of(table);
        }
    }

    private record Harmless(String reason, String line, Names names) {}

    @BeforeAll
    static void readLibraries() {
        code = LibraryCode.of(MODULES, JARS);
        harmless = judged();
    }

    private static List<Harmless> judged() {
        List<Harmless> read = new ArrayList<>();
        String reason = "";
        for (String line : text().lines().filter(each -> !each.isBlank()).toList()) {
            if (line.startsWith("#")) {
                reason = line.substring(1).strip();
            } else {
                read.add(new Harmless(reason, line, Names.of(line)));
            }
        }
        return read;
    }

    private static String text() {
        try (InputStream list = AmbientScanTests.class.getResourceAsStream("harmless.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @DisplayName("SPEC 6.11: what comes to it by a few calls is in a table or judged harmless")
    @EnumSource(Kind.class)
    void everyMethodIsKnownOrJudged(Kind kind) {
        Set<MethodRef> start = code.methods()
                .filter(each -> kind.roots.contains(each) || code.isApi(each) && kind.table.contains(each))
                .collect(Collectors.toSet());
        assertThat(start).isNotEmpty();
        assertThat(unknown(code.reaching(start, kind.steps, ends()))).isEmpty();
    }

    private static Predicate<MethodRef> ends() {
        return method -> method.name().equals("<clinit>") || isForPeople(method) || isHarmless(method);
    }

    private static Set<String> unknown(Map<MethodRef, MethodRef> found) {
        return found.entrySet().stream()
                .filter(each -> isAsked(each.getKey()))
                .filter(each -> AmbientCalls.kindOf(
                                each.getKey(), code.supertypes(each.getKey().owner()))
                        == null)
                .filter(each -> !isForPeople(each.getKey()) && !isHarmless(each.getKey()))
                .map(each -> shown(each.getKey()) + "  by " + shown(each.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("SPEC 6.11: what a type inherits is known under its own name too, where no hierarchy is looked at")
    void whatIsInheritedIsKnown() {
        Set<String> missing = new TreeSet<>();
        code.publicTypes()
                .filter(type -> NAMED_IN_FULL.stream().anyMatch(type::startsWith))
                .forEach(type -> code.inherited(type)
                        // The hierarchy is looked at for this one alone: all enums have it.
                        .filter(method -> !method.name().equals("hashCode"))
                        .filter(method -> AmbientCalls.kindOf(method) == null
                                && AmbientCalls.kindOf(method, code.supertypes(type)) != null
                                && !isHarmless(method))
                        .forEach(method -> missing.add(shown(method))));
        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("SPEC 6.11: each line of the list of what is harmless has a reason and is about something")
    void theListHoldsWhatIsNeeded() {
        assertThat(harmless).allSatisfy(each -> assertThat(each.reason()).isNotEmpty());
        Set<MethodRef> all = new HashSet<>(code.methods().toList());
        code.publicTypes().forEach(type -> code.inherited(type).forEach(all::add));
        assertThat(harmless).allSatisfy(each -> assertThat(all).as(each.line()).anyMatch(each.names()::contains));
    }

    private static boolean isAsked(MethodRef method) {
        return code.isApi(method) && API.stream().anyMatch(method.owner()::startsWith);
    }

    /** Exceptions and events tell people what happened and when; so do texts made for logs, but for those in a table. */
    private static boolean isForPeople(MethodRef method) {
        return method.owner().endsWith("Exception")
                || method.owner().endsWith("Error")
                || method.owner().endsWith("Event")
                || method.name().equals("toString") && AmbientCalls.kindOf(method) == null;
    }

    private static boolean isHarmless(MethodRef method) {
        return harmless.stream().anyMatch(each -> each.names().contains(method));
    }

    private static String shown(MethodRef method) {
        String parameters = Descriptors.parameters(method.descriptor()).stream()
                .map(SimpleNames::of)
                .collect(Collectors.joining(","));
        String name = method.isConstructor() ? "new" : method.name();
        return method.owner().replace('/', '.') + "  " + name + "(" + parameters + ")";
    }
}
